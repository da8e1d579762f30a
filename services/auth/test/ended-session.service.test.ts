import type { Api } from '@concord/client';
import { errors } from '@concord/contracts';
import { anAccount } from '@concord/testkit';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { decodeJwt } from 'jose';
import { second } from '../src/domain/clock.ts';
import { codeOf, type Auth } from './auth.ts';
import { endSessions, whileHeld } from './held.ts';
import { mailbox, subjects, type Mailbox } from './mailbox.ts';
import { aGoogler, startOauth, type OauthWorld } from './oauth.ts';

let box: Mailbox;
let world: OauthWorld;
let auth: Auth;
beforeAll(async () => {
  box = await mailbox();
  world = await startOauth(box.settings);
  ({ auth } = world);
});
afterAll(async () => {
  await world.stop();
  await box.stop();
});

const another = { password: 'quite another one' };
const somebody = async () => {
  const person = await auth.signUp();
  return { ...person, ...(await auth.logIn(person)) };
};
const endsOf = (outcome: PromiseSettledResult<unknown>) =>
  outcome.status === 'rejected' ? codeOf(outcome.reason) : 'done';

/** Everything that takes a recent proof. */
const acts: readonly (readonly [string, (api: Api) => Promise<unknown>])[] = [
  ['updatePassword', (api) => api.updatePassword({ body: another })],
  ['deleteMe', (api) => api.deleteMe()],
  ['unlinkIdentity', (api) => api.unlinkIdentity({ params: { id: '1' } })],
  ['requestEmailChange', (api) => api.requestEmailChange({ body: { email: anAccount().email } })],
  ['requestExport', (api) => api.requestExport()],
  [
    'linkIdentity',
    async (api) => {
      const { code, verifier } = await world.browser().visit('google', aGoogler(), 'link');
      return api.linkIdentity({ body: { code, verifier } });
    },
  ],
  [
    'getExportArchive',
    async (api) => {
      const { id: userId } = await api.getOwnAccount();
      await auth.db('exports').insert({
        ...{ id: userId, user_id: userId, requested_at: new Date(), finished_at: new Date() },
        expires_at: new Date(Date.now() + 60 * second),
      });
      return api.getExportArchive({ params: { id: userId } });
    },
  ],
];

test.each(acts)('%s: a session that has ended proves nothing, however recent', async (_, act) => {
  const { api, tokens } = await somebody();
  await api.deleteSession({ params: { id: tokens.sessionId } });
  await expect(act(api)).toFail(errors.unauthenticated);
});

test.each(acts)('%s: nor does a session of an account that is suspended', async (_, act) => {
  const { api, username } = await somebody();
  await auth.db('users').where({ username }).update({ status: 'suspended' });
  await expect(act(api)).toFail(errors.unauthenticated);
});

test('of two who change the password at once, the one whose session ended meanwhile does not', async () => {
  const { api, tokens, ...person } = await somebody();
  const outcome = await whileHeld(
    auth,
    tokens.accountId,
    () => api.updatePassword({ body: another }),
    (tx) => endSessions(tx, tokens.accountId),
  );
  expect(endsOf(outcome)).toBe('unauthenticated');
  await expect(auth.logIn(person)).resolves.toBeDefined();
});

test('a refresh token is not answered again when its session ended meanwhile', async () => {
  const { tokens } = await somebody();
  const refresh = () => auth.anonymous.refreshSession({ body: { refreshToken: tokens.refreshToken } });
  await refresh();
  const outcome = await whileHeld(auth, tokens.accountId, refresh, (tx) => endSessions(tx, tokens.accountId));
  expect(endsOf(outcome)).toBe('refresh_invalid');
});

const expulsions: readonly (readonly [string, (person: Awaited<ReturnType<typeof somebody>>) => Promise<unknown>])[] = [
  ['updatePassword', ({ api }) => api.updatePassword({ body: another })],
  ['deleteMe', ({ api }) => api.deleteMe()],
  [
    'confirmPasswordReset',
    async ({ email }) => {
      const token = await box.token(email, subjects.reset);
      return auth.anonymous.confirmPasswordReset({ body: { token, ...another } });
    },
  ],
  ['taking over', ({ email }) => world.browser().visit('google', aGoogler({ email }))],
];

test.each(expulsions)('%s: access tokens end as of when the account was held, not before', async (_, expel) => {
  const person = await somebody();
  await auth.anonymous.requestPasswordReset({ body: { email: person.email } });
  const issuedAt = (decodeJwt(person.tokens.accessToken).iat ?? 0) * 1_000;
  await whileHeld(
    auth,
    person.tokens.accountId,
    () => expel(person),
    () => {
      auth.advance(20 * second);
    },
  );
  const revocation = await auth.row('revocations', { kind: 'user', subject_id: person.tokens.accountId });
  expect((revocation['revoked_at'] as Date).getTime()).toBeGreaterThan(issuedAt + 10 * second);
  auth.advance(-20 * second);
});
