import { errors } from '@concord/contracts';
import { anAccount, eventually } from '@concord/testkit';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { newOneTimeToken } from '../src/domain/one-time-token.ts';
import { atOnce, codesOf, succeeded, type Auth } from './auth.ts';
import { startAuthWithMail, subjects, type Mailbox } from './mailbox.ts';

let box: Mailbox;
let auth: Auth;
beforeAll(async () => {
  [auth, box] = await startAuthWithMail({ CONCORD_REDIS_URL: '' });
});
afterAll(() => auth.stop());

const ask = (email: string) => auth.anonymous.requestPasswordReset({ body: { email } });
const confirm = (token: string, password = 'quite another one') =>
  auth.anonymous.confirmPasswordReset({ body: { token, password } });
const tokenFor = async (email: string) => {
  await ask(email);
  return box.token(email, subjects.reset);
};

test('an invented token, and one of another kind, change nothing', async () => {
  const person = await auth.signUp();
  await expect(confirm(newOneTimeToken())).toFail(errors.linkInvalid);
  await expect(confirm(await box.token(person.email, subjects.verify))).toFail(errors.linkInvalid);
  await expect(auth.logIn(person)).resolves.toBeDefined();
});

test('a password that may not be chosen is refused, and the token stays good', async () => {
  const person = await auth.signUp();
  const token = await tokenFor(person.email);
  await expect(confirm(token, 'password123')).toFail(errors.passwordWeak);
  await expect(confirm(token, person.username)).toFail(errors.passwordWeak);
  await confirm(token);
});

test('an unknown address is answered as a known one, written down, and gets no mail', async () => {
  const [person, stranger] = [await auth.signUp(), anAccount().email];
  expect(await ask(person.email)).toEqual({ email: person.email });
  expect(await ask(stranger)).toEqual({ email: stranger });
  await eventually(async () => (await auth.rows('mails')).length === 0);
  expect(box.of(stranger)).toEqual([]);
  expect(await auth.rows('audit_log', { action: 'password_reset_asked', user_id: null })).not.toEqual([]);
});

test('a deleted account gets no mail, and its token, asked for before, none either', async () => {
  const person = await auth.signUp();
  const token = await tokenFor(person.email);
  await auth.db('users').where({ email: person.email }).update({ status: 'deleted' });
  await ask(person.email);
  await eventually(async () => (await auth.rows('mails')).length === 0);
  expect(box.of(person.email).filter(({ mail }) => mail.subject === subjects.reset)).toHaveLength(1);
  await expect(confirm(token)).toFail(errors.linkInvalid);
});

test('the new password counts, the old one does not; every session ends, the address is verified, the owner is told', async () => {
  const person = await auth.signUp();
  const { tokens } = await auth.logIn(person);
  await confirm(await tokenFor(person.email));
  await expect(auth.logIn(person)).toFail(errors.credentialsWrong);
  await expect(auth.anonymous.refreshSession({ body: { refreshToken: tokens.refreshToken } })).toFail(
    errors.refreshInvalid,
  );
  await expect(auth.logIn({ ...person, password: 'quite another one' })).resolves.toBeDefined();
  const user = await auth.row('users', { username: person.username });
  expect(user['email_verified_at']).toBeInstanceOf(Date);
  expect(await auth.rows('revocations', { kind: 'user', subject_id: user['id'] })).toHaveLength(1);
  expect(await auth.rows('audit_log', { user_id: user['id'], action: 'password_reset' })).toHaveLength(1);
  await box.next(person.email, 'Your password was changed');
});

test('whatever else was sent by mail is worth nothing after it', async () => {
  const person = await auth.signUp();
  const verify = await box.token(person.email, subjects.verify);
  const first = await tokenFor(person.email);
  const second = await tokenFor(person.email);
  await expect(confirm(first)).toFail(errors.linkInvalid);
  await confirm(second);
  await expect(auth.anonymous.confirmEmailVerification({ body: { token: verify } })).toFail(errors.linkInvalid);
  await expect(confirm(second)).toFail(errors.linkInvalid);
});

test('of 20 who bring one token at once, one chooses the password', async () => {
  const person = await auth.signUp();
  const token = await tokenFor(person.email);
  const outcomes = await atOnce(20, (index) => confirm(token, `quite another one ${index}`));
  expect(succeeded(outcomes)).toHaveLength(1);
  expect(codesOf(outcomes)).toEqual(Array(19).fill('link_invalid'));
  const winner = outcomes.findIndex(({ status }) => status === 'fulfilled');
  await expect(auth.logIn({ ...person, password: `quite another one ${winner}` })).resolves.toBeDefined();
});

test('who is kept out by wrong guesses is let in again', async () => {
  const person = await auth.signUp();
  const wrong = () => auth.logIn({ ...person, password: 'not the one' });
  for (let times = 0; times < 10; times += 1) await expect(wrong()).toFail(errors.credentialsWrong);
  await expect(auth.logIn(person)).toFail(errors.rateLimited);
  await confirm(await tokenFor(person.email));
  await expect(auth.logIn({ ...person, password: 'quite another one' })).resolves.toBeDefined();
});

test('a suspended account may choose a password, and still not log in', async () => {
  const person = await auth.signUp();
  await auth.db('users').where({ email: person.email }).update({ status: 'suspended' });
  await confirm(await tokenFor(person.email));
  await expect(auth.logIn({ ...person, password: 'quite another one' })).toFail(errors.forbidden);
});
