import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { aGithubber, aGoogler, startOauth, type OauthWorld } from './oauth.ts';
import type { Fault, Visitor } from './provider/visitor.ts';

let world: OauthWorld;
beforeAll(async () => {
  world = await startOauth();
});
afterAll(() => world.stop());

const places: readonly Fault['at'][] = ['token', 'profile', 'emails'];
const kinds: readonly Fault['how'][] = ['silent', 'drip', 'reset', 'html', 'null', 'endless', 'failing'];
const ofGithub = (fault: Fault): Visitor => ({
  ...aGithubber([{ email: 'ada@example.org', verified: true, primary: true }]),
  fault,
});

test.each(places.flatMap((at) => kinds.map((how) => [how, at] as const)))(
  'an answer that is %s instead of the %s is told in time, and nobody gets in',
  async (how, at) => {
    const started = performance.now();
    const reply = await world.browser().visit('github', ofGithub({ at, how }));
    expect(reply).toMatchObject({ error: 'provider_unavailable', code: '' });
    expect(performance.now() - started).toBeLessThan(4_000);
  },
);

test('after all that the next one gets in', async () => {
  await expect(world.enter('google', aGoogler())).resolves.toBeDefined();
});

test('a provider that is down sends nobody in, and everything else works', async () => {
  const browser = world.browser();
  const begun = await browser.begin('google');
  const address = await browser.atProvider(begun.headers.get('location') ?? '', aGoogler());
  world.provider.kill('SIGKILL');
  await once(world.provider, 'exit');
  const back = new URL((await browser.callback(address)).headers.get('location') ?? '');
  expect(back.searchParams.get('error')).toBe('provider_unavailable');
  await expect(world.auth.logIn(await world.auth.signUp())).resolves.toBeDefined();
});
