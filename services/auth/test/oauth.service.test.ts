import { errors } from '@concord/contracts';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { atOnce, codesOf, startAuth, succeeded } from './auth.ts';
import { aGoogler, aVerifier, challengeOf, origin, returnTo, startOauth, type OauthWorld } from './oauth.ts';

let world: OauthWorld;
beforeAll(async () => {
  world = await startOauth();
});
afterAll(() => world.stop());

const problem = async (reply: Response) => [reply.status, ((await reply.json()) as { code: string }).code];
const placeOf = (reply: Response) => new URL(reply.headers.get('location') ?? '');
const begun = async (browser = world.browser()) => ({ browser, location: placeOf(await browser.begin('google')).href });

test('a provider that is not configured is not there, and says so', async () => {
  const reply = await world.browser().begin('twitter');
  expect(await reply.clone().json()).toMatchObject({ detail: 'Logging in by twitter is not configured here' });
  expect(await problem(reply)).toEqual([404, errors.notFound.code]);
  expect(await problem(await world.browser().callback(`${origin}/v1/oauth/twitter/callback?state=x`))).toEqual([
    ...[404, errors.notFound.code],
  ]);
});

test('without any configuration no provider is there, no code is good, and passwords work', async () => {
  const auth = await startAuth();
  const path = `/v1/oauth/google?returnTo=x&challenge=${challengeOf(aVerifier())}`;
  expect((await auth.navigate(path)).status).toBe(404);
  await expect(auth.logInByCode({ code: aVerifier(), verifier: aVerifier() })).toFail(errors.codeInvalid);
  await expect(auth.logIn(await auth.signUp())).resolves.toBeDefined();
  await auth.stop();
});

test.each([
  ['another host', 'https://evil.example/after-login?from=concord'],
  ['another path', 'https://app.example/'],
  ['something added', `${returnTo}&more=1`],
  ['another scheme', returnTo.replace('https', 'http')],
])('nobody is returned to an address that is not in the list: %s', async (_, elsewhere) => {
  const reply = await world.browser().begin('google', { returnTo: elsewhere, challenge: challengeOf(aVerifier()) });
  expect(reply.headers.has('location')).toBe(false);
  expect(await problem(reply)).toEqual([400, errors.invalid.code]);
});

test('a challenge that is no SHA-256 is refused', async () => {
  const reply = await world.browser().begin('google', { returnTo, challenge: 'plain' });
  expect(await problem(reply)).toEqual([400, errors.invalid.code]);
});

test('the browser is sent to the provider with a state and a challenge of ours, and back to our own origin', async () => {
  const reply = await world.browser().begin('google');
  const { searchParams } = placeOf(reply);
  expect(reply.status).toBe(302);
  expect(Object.fromEntries(searchParams)).toMatchObject({
    ...{ response_type: 'code', client_id: 'concord-at-GOOGLE', code_challenge_method: 'S256' },
    ...{ redirect_uri: `${origin}/v1/oauth/google/callback`, scope: 'openid email profile' },
  });
  expect(searchParams.get('state')).toMatch(/^[\w-]{43}$/);
  expect(searchParams.get('code_challenge')).toMatch(/^[\w-]{43}$/);
});

test('the cookie is kept for this host alone, for ten minutes, and away from scripts', async () => {
  const reply = await world.browser().begin('google');
  expect(reply.headers.get('set-cookie')).toMatch(
    /^__Host-concord-oauth=[\w-]{43}; Path=\/; Max-Age=600; Secure; HttpOnly; SameSite=Lax$/,
  );
});

test('a login makes an account and a session, and the next one finds them', async () => {
  const ada = aGoogler({ name: 'Ada Lovelace' });
  const first = await world.enter('google', ada);
  const [user] = await world.auth.rows('users', { id: first.tokens.accountId });
  expect(user).toMatchObject({
    ...{ email: ada.claims['email'], display_name: 'Ada Lovelace', username: 'ada_lovelace', provider: 'google' },
    ...{ password_hash: null, status: 'active', roles: ['user'], version: 1 },
  });
  expect(user?.['email_verified_at']).toBeInstanceOf(Date);
  const second = await world.enter('google', ada);
  expect(second.tokens.accountId).toBe(first.tokens.accountId);
  expect((await second.api.listIdentities()).items).toMatchObject([{ provider: 'google', email: ada.claims['email'] }]);
});

test.each(['state', 'code'])('a callback without %s leads nowhere but an error', async (missing) => {
  const { browser, location } = await begun();
  const address = new URL(await browser.atProvider(location, aGoogler()));
  address.searchParams.delete(missing);
  const reply = await browser.callback(address.href);
  if (missing === 'state') expect(await problem(reply)).toEqual([400, errors.oauthStateInvalid.code]);
  else expect(placeOf(reply).searchParams.get('error')).toBe('provider_unavailable');
});

test('an invented state is refused', async () => {
  const { browser } = await begun();
  const reply = await browser.callback(`${origin}/v1/oauth/google/callback?code=x&state=${aVerifier()}`);
  expect(await problem(reply)).toEqual([400, errors.oauthStateInvalid.code]);
});

test('a state is refused in another browser, with its own cookie or none, and is still good in its own', async () => {
  const { browser, location } = await begun();
  const address = await browser.atProvider(location, aGoogler());
  const { browser: another } = await begun();
  for (const foreign of [another, world.browser()])
    expect(await problem(await foreign.callback(address))).toEqual([400, errors.oauthStateInvalid.code]);
  expect(placeOf(await browser.callback(address)).searchParams.has('code')).toBe(true);
});

test('a state of one provider is refused by another', async () => {
  const { browser, location } = await begun();
  const address = await browser.atProvider(location, aGoogler());
  const reply = await browser.callback(address.replace('/google/', '/github/'));
  expect(await problem(reply)).toEqual([400, errors.oauthStateInvalid.code]);
});

test('a state is refused after ten minutes', async () => {
  const { browser, location } = await begun();
  const address = await browser.atProvider(location, aGoogler());
  world.auth.advance(600_000);
  expect(await problem(await browser.callback(address))).toEqual([400, errors.oauthStateInvalid.code]);
});

test('a callback works once, also of twenty at once', async () => {
  const { browser, location } = await begun();
  const address = await browser.atProvider(location, aGoogler());
  const replies = await Promise.all(Array.from({ length: 20 }, () => browser.callback(address)));
  expect(replies.filter(({ status }) => status === 302)).toHaveLength(1);
  expect(await problem(await browser.callback(address))).toEqual([400, errors.oauthStateInvalid.code]);
});

test('two logins begun in one browser both come back', async () => {
  const { browser, location } = await begun();
  const { location: other } = await begun(browser);
  for (const place of [location, other]) {
    const reply = await browser.callback(await browser.atProvider(place, aGoogler()));
    expect(placeOf(reply).searchParams.has('code')).toBe(true);
  }
});

test('the browser comes back to the very address, with the code beside what stood there', async () => {
  const { browser, location } = await begun();
  const back = placeOf(await browser.callback(await browser.atProvider(location, aGoogler())));
  expect(back.href.startsWith(`${returnTo}&code=`)).toBe(true);
});

test('a code is good once, also for twenty at once', async () => {
  const { code, verifier } = await world.browser().visit('google', aGoogler());
  const outcomes = await atOnce(20, () => world.auth.logInByCode({ code, verifier }));
  expect(succeeded(outcomes)).toHaveLength(1);
  expect(new Set(codesOf(outcomes))).toEqual(new Set([errors.codeInvalid.code]));
});

test('a code is good for a minute', async () => {
  const proof = await world.browser().visit('google', aGoogler());
  world.auth.advance(60_000);
  await expect(world.auth.logInByCode(proof)).toFail(errors.codeInvalid);
});

test('a code is spent by a wrong verifier, and that is written down', async () => {
  const { code, verifier } = await world.browser().visit('google', aGoogler());
  const before = (await world.auth.rows('audit_log', { action: 'login_refused' })).length;
  await expect(world.auth.logInByCode({ code, verifier: aVerifier() })).toFail(errors.codeInvalid);
  await expect(world.auth.logInByCode({ code, verifier })).toFail(errors.codeInvalid);
  expect((await world.auth.rows('audit_log', { action: 'login_refused' })).length).toBe(before + 2);
});

test('a code for linking opens no session', async () => {
  const proof = await world.browser().visit('google', aGoogler(), 'link');
  await expect(world.auth.logInByCode(proof)).toFail(errors.codeInvalid);
});

test('who refuses at the provider is told so, and another time may not', async () => {
  const browser = world.browser();
  expect(await browser.visit('google', { ...aGoogler(), refuses: true })).toMatchObject({
    error: 'access_denied',
    code: '',
  });
  expect(await browser.visit('google', aGoogler())).toMatchObject({ error: null });
});
