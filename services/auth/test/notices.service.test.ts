import { errors } from '@concord/contracts';
import { transaction } from '@concord/platform';
import { anAccount, eventually } from '@concord/testkit';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Notice } from '../src/domain/notice.ts';
import { notify } from '../src/mails/notify.ts';
import type { Content } from '../src/mails/content.ts';
import { type Auth } from './auth.ts';
import { startAuthWithMail, subjects, type Mailbox } from './mailbox.ts';

let box: Mailbox;
let auth: Auth;
beforeAll(async () => {
  [auth, box] = await startAuthWithMail();
});
afterAll(() => auth.stop());

const idOf = async (username: string) => Number((await auth.row('users', { username }))['id']);
const verified = async () => {
  const person = await auth.signUp();
  await auth.db('users').where({ username: person.username }).update({ email_verified_at: new Date() });
  return person;
};
const queued: Content[] = [];
const mails = { on: true, enqueue: async (_: unknown, content: Content) => void queued.push(content) };
/** As an operation of this service does it. */
const tell = (notice: Notice, account: number, to?: string) =>
  transaction(auth.db, async (tx) => {
    queued.length = 0;
    await notify(tx, mails, {
      account,
      notice,
      at: new Date('2026-03-01T12:00:00Z'),
      ...(to !== undefined && { to: { email: to, emailVerifiedAt: new Date() } }),
    });
    for (const content of queued)
      await tx('mails').insert({
        ...{ message_key: crypto.randomUUID(), content: JSON.stringify(content) },
        ...{ due_at: new Date(0), created_at: new Date() },
      });
  });

test('a refresh token used twice is told to the owner, once, with what to do', async () => {
  const person = await verified();
  const { tokens } = await auth.logIn(person);
  const refresh = (refreshToken: string) => auth.anonymous.refreshSession({ body: { refreshToken } });
  const next = await refresh(tokens.refreshToken);
  await refresh(next.refreshToken);
  for (let times = 0; times < 3; times += 1) await expect(refresh(tokens.refreshToken)).toFail(errors.refreshInvalid);
  const { mail, header } = await box.next(person.email, 'One of your sessions was ended');
  expect(mail.text).toContain(`Hello ${person.username},`);
  expect(mail.text).toContain('https://community.example/forgot-password');
  expect(mail.html).toContain('<a href="https://community.example/forgot-password">');
  expect(header('auto-submitted')).toBe('auto-generated');
  await eventually(async () => (await auth.rows('mails')).length === 0);
  expect(box.of(person.email).filter((one) => one.mail.subject === mail.subject)).toHaveLength(1);
});

const notices: readonly (readonly [string, Notice])[] = [
  ['Your password was changed', { type: 'password_changed', providers: [] }],
  ['Your account can be entered with Google', { type: 'identity_linked', provider: 'Google' }],
  ['Your account can no longer be entered with Google', { type: 'identity_unlinked', provider: 'Google' }],
  ['Your roles were changed', { type: 'roles_changed', roles: ['user', 'moderator'] }],
  ['Your account was suspended', { type: 'suspended', until: '2026-04-01T00:00:00Z', reason: 'spam' }],
  ['Your account was banned', { type: 'banned', reason: null }],
  ['Your account is back', { type: 'restored' }],
  ['Your account is being deleted', { type: 'deletion_begun', byOperator: false }],
  ['Your account is being deleted', { type: 'deletion_begun', byOperator: true }],
];

test.each(notices)('%s: says when, and what to do', async (subject, notice) => {
  const person = await verified();
  await tell(notice, await idOf(person.username));
  const { mail } = await box.next(person.email, subject);
  expect(mail.text).toContain('1 March 2026');
  expect(mail.text).toMatch(/If (it was not you|you did not)/);
});

test('who is told at an address that the account has no more is told there, also after its end', async () => {
  const person = await auth.signUp();
  const id = await idOf(person.username);
  await auth.db('users').where({ id }).update({ status: 'deleted' });
  await tell({ type: 'password_changed', providers: [] }, id);
  await tell({ type: 'deletion_begun', byOperator: false }, id, 'old@example.org');
  await box.next('old@example.org', 'Your account is being deleted');
  await eventually(async () => (await auth.rows('mails')).length === 0);
  expect(box.of(person.email).map(({ mail }) => mail.subject)).not.toContain('Your password was changed');
});

test('a stranger whose address somebody typed is told nothing, however often something happens', async () => {
  const person = await auth.signUp();
  const { api } = await auth.logIn(person);
  for (let times = 0; times < 8; times += 1) await api.requestEmailChange({ body: { email: anAccount().email } });
  await api.updatePassword({ body: { password: 'quite another one' } });
  await (await auth.logIn({ ...person, password: 'quite another one' })).api.deleteMe();
  await eventually(async () => (await auth.rows('mails')).length === 0);
  expect(box.of(person.email).map(({ mail }) => mail.subject)).toEqual([subjects.verify]);
});

test('who asks for another address again and again has the owner told five times an hour', async () => {
  const person = await verified();
  const { api } = await auth.logIn(person);
  for (let times = 0; times < 8; times += 1) await api.requestEmailChange({ body: { email: anAccount().email } });
  await eventually(async () => (await auth.rows('mails')).length === 0);
  const asked = 'Another address was given for your account';
  expect(box.of(person.email).filter(({ mail }) => mail.subject === asked)).toHaveLength(5);
});
