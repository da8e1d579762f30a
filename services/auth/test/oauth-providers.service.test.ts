import { once } from 'node:events';
import { errors } from '@concord/contracts';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { aGithubber, aGoogler, aVerifier, startOauth, type OauthWorld } from './oauth.ts';
import type { Fault, Visitor } from './provider/visitor.ts';

let world: OauthWorld;
beforeAll(async () => {
  world = await startOauth();
});
afterAll(() => world.stop());

const places: readonly Fault['at'][] = ['token', 'profile', 'emails'];
const kinds: readonly Fault['how'][] = ['silent', 'drip', 'reset', 'html', 'null', 'endless', 'failing'];
const ofGithub = (fault?: Fault): Visitor => ({
  ...aGithubber([{ email: 'ada@example.org', verified: true, primary: true }]),
  ...(fault && { fault }),
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

test('each of them is written down, and after all that the same person gets in', async () => {
  expect(await world.auth.rows('audit_log', { action: 'login_refused' })).toHaveLength(places.length * kinds.length);
  await expect(world.enter('github', ofGithub())).resolves.toBeDefined();
});

test('without Redis nothing is begun, and passwords work', async () => {
  const away = await startOauth({ CONCORD_REDIS_URL: 'redis://127.0.0.1:1' });
  const reply = await away.browser().begin('google');
  expect([reply.status, reply.headers.has('retry-after')]).toEqual([503, true]);
  await expect(away.auth.logInByCode({ code: aVerifier(), verifier: aVerifier() })).toFail(errors.unavailable);
  await expect(away.auth.logIn(await away.auth.signUp())).resolves.toBeDefined();
  await away.stop();
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
