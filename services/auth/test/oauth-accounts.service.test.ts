import { errors } from '@concord/contracts';
import { oddWord } from '@concord/testkit';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { atOnce, succeeded, type Auth } from './auth.ts';
import { aFacebooker, aGithubber, aGoogler, startOauth, type OauthWorld } from './oauth.ts';

let world: OauthWorld;
let auth: Auth;
beforeAll(async () => {
  world = await startOauth();
  auth = world.auth;
});
afterAll(() => world.stop());

const userWith = (email: unknown) => auth.row('users', { email });
const accountsWith = async (email: unknown) => (await auth.rows('users', { email })).length;
const visit = (...given: Parameters<ReturnType<OauthWorld['browser']>['visit']>) => world.browser().visit(...given);
const identitiesOf = (userId: unknown) => auth.rows('identities', { user_id: userId });
const noted = async (action: string, userId: unknown) =>
  (await auth.rows('audit_log', { action, user_id: userId })).length;
/** Somebody who signed up here and has proved their address. */
const verified = async () => {
  const person = await auth.signUp();
  await auth.db('users').where({ username: person.username }).update({ email_verified_at: new Date(), version: 2 });
  return person;
};

describe('an address that a provider vouches for', () => {
  test.each([
    ['not verified', false],
    ['verified only as text says', 'true'],
    ['verified as a number says', 1],
    ['not said to be verified', null],
  ])('makes no account when it is %s', async (_, claim) => {
    const somebody = aGoogler({ verified: claim });
    expect(await visit('google', somebody)).toMatchObject({ error: 'email_unverified', code: '' });
    expect(await accountsWith(somebody.claims['email'])).toBe(0);
  });

  test.each([null, '', 'no address', 42, ['ada@example.org']])(
    'makes no account when it is missing: %j',
    async (email) => {
      const somebody = aGoogler({ email });
      expect(await visit('google', somebody)).toMatchObject({ error: 'email_missing', code: '' });
      expect(await auth.rows('identities', { subject: somebody.claims['sub'] })).toEqual([]);
    },
  );

  test('does not let who has not verified it there into the account that has it here', async () => {
    const { email, username } = await verified();
    expect(await visit('google', aGoogler({ email, verified: false }))).toMatchObject({ error: 'email_unverified' });
    const { id } = await auth.row('users', { username });
    expect(await identitiesOf(id)).toEqual([]);
    expect(await noted('login_refused', id)).toBe(1);
  });

  test('is compared without regard to case', async () => {
    const { email, username } = await verified();
    const { tokens } = await world.enter('google', aGoogler({ email: email.toUpperCase() }));
    expect(await auth.row('users', { username })).toMatchObject({ id: Number(tokens.accountId) });
  });

  test('that is verified here too is linked, keeps its password and sessions, and is written down', async () => {
    const person = await verified();
    const { api } = await auth.logIn(person);
    const { tokens } = await world.enter('google', aGoogler({ email: person.email }));
    expect(await noted('identity_linked', tokens.accountId)).toBe(1);
    expect(await auth.rows('revocations', { subject_id: tokens.accountId })).toEqual([]);
    expect((await api.listSessions()).items).toHaveLength(2);
    await expect(auth.logIn(person)).resolves.toMatchObject({ tokens: { accountId: tokens.accountId } });
  });

  test('of two people at the provider, one after the other, is one account with two identities', async () => {
    const email = `${oddWord()}@example.org`;
    const [first, second] = [
      await world.enter('google', aGoogler({ email })),
      await world.enter('google', aGoogler({ email })),
    ];
    expect(second.tokens.accountId).toBe(first.tokens.accountId);
    expect(await identitiesOf(first.tokens.accountId)).toHaveLength(2);
  });
});

describe('an identity that is known', () => {
  test('is its account, whatever address the provider tells now; that of the account stays', async () => {
    const [sub, email, next] = [oddWord(), `${oddWord()}@example.org`, `${oddWord()}@example.org`];
    const { tokens } = await world.enter('google', aGoogler({ sub, email }));
    const again = await world.enter('google', aGoogler({ sub, email: next, verified: false }));
    expect(again.tokens.accountId).toBe(tokens.accountId);
    expect(await auth.row('users', { id: tokens.accountId })).toMatchObject({ email });
    expect(await identitiesOf(tokens.accountId)).toMatchObject([{ email: next }]);
  });

  test('stays with its account when it moves to the address of another one', async () => {
    const other = await verified();
    const sub = oddWord();
    const { tokens } = await world.enter('google', aGoogler({ sub }));
    const again = await world.enter('google', aGoogler({ sub, email: other.email }));
    expect(again.tokens.accountId).toBe(tokens.accountId);
    expect(await identitiesOf((await userWith(other.email))['id'])).toEqual([]);
  });

  test('of another provider with the same subject is somebody else', async () => {
    const id = 1_234_567;
    const email = (value: string) => [{ email: value, verified: true, primary: true }];
    const github = await world.enter('github', aGithubber(email(`${oddWord()}@example.org`), { id }));
    const google = await world.enter('google', aGoogler({ sub: String(id) }));
    expect(google.tokens.accountId).not.toBe(github.tokens.accountId);
  });

  test.each(['suspended', 'banned', 'deleted'])(
    'of a %s account does not get in, by subject or by address',
    async (status) => {
      const somebody = aGoogler();
      const { tokens } = await world.enter('google', somebody);
      await auth.db('users').where({ id: tokens.accountId }).update({ status, version: 2 });
      const newcomer = aGoogler({ email: somebody.claims['email'] });
      for (const visitor of [somebody, newcomer])
        expect(await visit('google', visitor)).toMatchObject({ error: 'account_not_active', code: '' });
      expect(await identitiesOf(tokens.accountId)).toHaveLength(1);
      expect(await noted('login_refused', tokens.accountId)).toBe(2);
    },
  );

  test('of an account that is banned between the callback and the code does not get in', async () => {
    const proof = await visit('google', aGoogler());
    const [newest] = await auth.db('users').orderBy('id', 'desc').limit(1).select<{ id: number }[]>('id');
    await auth.db('users').where({ id: newest?.id }).update({ status: 'banned', version: 2 });
    await expect(auth.logInByCode(proof)).toFail(errors.forbidden);
  });
});

test('whoever registered a victim’s address before them loses everything when the victim comes', async () => {
  const victim = aGoogler();
  const attacker = await auth.signUp({ email: String(victim.claims['email']) });
  const { tokens: kept, api } = await auth.logIn(attacker);
  const { code, verifier } = await visit('google', aGoogler(), 'link');
  await api.linkIdentity({ body: { code, verifier } });
  const { tokens, api: theirs } = await world.enter('google', victim);
  expect(tokens.accountId).toBe(kept.accountId);
  await expect(auth.logIn(attacker)).toFail(errors.credentialsWrong);
  await expect(auth.anonymous.refreshSession({ body: { refreshToken: kept.refreshToken } })).toFail(
    errors.refreshInvalid,
  );
  expect(await auth.rows('revocations', { kind: 'user', subject_id: kept.accountId })).toHaveLength(1);
  expect((await theirs.listIdentities()).items).toMatchObject([{ email: victim.claims['email'] }]);
  expect((await theirs.listSessions()).items).toHaveLength(1);
  const user = await auth.row('users', { id: kept.accountId });
  expect(user).toMatchObject({ password_hash: null, version: 2 });
  expect(user['email_verified_at']).toBeInstanceOf(Date);
  expect(await noted('taken_over', kept.accountId)).toBe(1);
});

test('the one who took over is not taken over by the next', async () => {
  const victim = aGoogler();
  await auth.signUp({ email: String(victim.claims['email']) });
  const { tokens } = await world.enter('google', victim);
  await world.enter('google', aGoogler({ email: victim.claims['email'] }));
  expect(await identitiesOf(tokens.accountId)).toHaveLength(2);
  expect((await auth.rows('sessions', { user_id: tokens.accountId, revoked_at: null })).length).toBe(2);
});

describe('at once', () => {
  test('twenty first logins of one person make one account', async () => {
    const somebody = aGoogler();
    const outcomes = await atOnce(20, () => world.enter('google', somebody));
    const accounts = succeeded(outcomes).map(({ tokens }) => tokens.accountId);
    expect(accounts).toHaveLength(20);
    expect(new Set(accounts).size).toBe(1);
    expect(await accountsWith(somebody.claims['email'])).toBe(1);
    expect(await identitiesOf(accounts[0])).toHaveLength(1);
    expect(await noted('account_created', accounts[0])).toBe(1);
  });

  test('first logins of twenty people with one address and one name make one account', async () => {
    const email = `${oddWord()}@example.org`;
    const outcomes = await atOnce(20, () => world.enter('google', aGoogler({ email, name: 'Same Name' })));
    const accounts = succeeded(outcomes).map(({ tokens }) => tokens.accountId);
    expect(accounts).toHaveLength(20);
    expect(new Set(accounts).size).toBe(1);
    expect(await identitiesOf(accounts[0])).toHaveLength(20);
  });

  test('ten people of one name have ten usernames', async () => {
    const outcomes = await atOnce(10, () => world.enter('google', aGoogler({ name: 'Jan Novák' })));
    const ids = succeeded(outcomes).map(({ tokens }) => tokens.accountId);
    expect(ids).toHaveLength(10);
    const names = (await auth.db('users').whereIn('id', ids).select<{ username: string }[]>('username')).map(
      ({ username }) => username,
    );
    expect(new Set(names).size).toBe(10);
    expect(names.every((name) => /^jan_novak\d*$/.test(name))).toBe(true);
  });
});

describe('GitHub', () => {
  const [hidden, work, spare] = [
    '1+ada@users.noreply.github.com',
    `${oddWord()}@work.example`,
    `${oddWord()}@home.example`,
  ];
  const email = (value: string, verified: boolean, primary = false) => ({ email: value, verified, primary });

  test('tells addresses apart from the profile: the verified primary one counts', async () => {
    const emails = [email(spare, true), email(work, true, true)];
    const { tokens } = await world.enter('github', aGithubber(emails, { login: 'Ada-Lovelace' }));
    expect(await auth.row('users', { id: tokens.accountId })).toMatchObject({ email: work, username: 'ada_lovelace' });
  });

  test.each([
    ['only addresses that are not verified', [email('x@example.org', false, true)], 'email_unverified'],
    ['only its own made-up address', [email(hidden, true, true)], 'email_missing'],
    [
      'an address without saying whether it is verified',
      [{ email: 'x@example.org', primary: true }],
      'provider_unavailable',
    ],
    ['no address', [], 'provider_unavailable'],
    ['something else than a list', { message: 'Not Found' }, 'provider_unavailable'],
  ])('%s: no account', async (_, emails, error) => {
    expect(await visit('github', aGithubber(emails))).toMatchObject({ error, code: '' });
  });

  test('an unverified primary address gives way to a verified one', async () => {
    const other = `${oddWord()}@example.org`;
    const { tokens } = await world.enter(
      'github',
      aGithubber([email('taken@example.org', false, true), email(other, true)]),
    );
    expect(await auth.row('users', { id: tokens.accountId })).toMatchObject({ email: other });
  });
});

describe('Facebook', () => {
  test('makes an account whose address is not verified', async () => {
    const email = `${oddWord()}@example.org`;
    const { tokens } = await world.enter('facebook', aFacebooker(email));
    expect(await auth.row('users', { id: tokens.accountId })).toMatchObject({ email, email_verified_at: null });
  });

  test('without an address makes none', async () => {
    expect(await visit('facebook', aFacebooker(undefined))).toMatchObject({ error: 'email_missing' });
  });

  test.each(['verified', 'not verified'])(
    'never links to an account with an address that is %s here',
    async (state) => {
      const person = await (state === 'verified' ? verified() : auth.signUp());
      const { error, code } = await visit('facebook', aFacebooker(person.email));
      expect([error, code === '']).toEqual(['link_required', false]);
      const user = await auth.row('users', { username: person.username });
      expect(user['password_hash']).not.toBeNull();
      expect(await identitiesOf(user['id'])).toEqual([]);
    },
  );

  test('is linked once the person proves with the password that the account is theirs', async () => {
    const person = await auth.signUp();
    const grace = aFacebooker(person.email);
    const { code, verifier } = await visit('facebook', grace);
    await expect(auth.logInByCode({ code, verifier })).toFail(errors.codeInvalid);
    const { code: another, verifier: key } = await visit('facebook', grace);
    const { api, tokens } = await auth.logIn(person);
    await api.linkIdentity({ body: { code: another, verifier: key } });
    expect((await world.enter('facebook', grace)).tokens.accountId).toBe(tokens.accountId);
  });

  test('gives its account up to who has the address verified elsewhere', async () => {
    const email = `${oddWord()}@example.org`;
    const grace = aFacebooker(email);
    const { tokens } = await world.enter('facebook', grace);
    expect((await world.enter('google', aGoogler({ email }))).tokens.accountId).toBe(tokens.accountId);
    expect(await visit('facebook', grace)).toMatchObject({ error: 'link_required' });
  });
});
