import { errors } from '@concord/contracts';
import { anAccount, eventually } from '@concord/testkit';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { minute } from '../src/domain/clock.ts';
import { newOneTimeToken, oneTimeHash } from '../src/domain/one-time-token.ts';
import { atOnce, codesOf, startAuth, succeeded, type Auth } from './auth.ts';
import { startAuthWithMail, subjects, tokenIn, type Mailbox } from './mailbox.ts';

let box: Mailbox;
let auth: Auth;
let silent: Auth;
beforeAll(async () => {
  [auth, box] = await startAuthWithMail({ CONCORD_EMAIL_VERIFICATION: 'required' });
  silent = await startAuth();
});
afterAll(async () => {
  await auth.stop();
  await silent.stop();
});

const ask = (email: string) => auth.anonymous.requestEmailVerification({ body: { email } });
const confirm = (token: string, { password } = anAccount()) =>
  auth.anonymous.confirmEmailVerification({ body: { token, password } });
const sent = () => eventually(async () => (await auth.rows('mails')).length === 0);

test('an invented token verifies nothing, and one in another form is no token', async () => {
  await expect(confirm(newOneTimeToken())).toFail(errors.linkInvalid);
  await expect(confirm('short')).toFail(errors.invalid, '/body/token');
});

test('a token of another kind verifies nothing', async () => {
  const { email } = await auth.signUp();
  await auth.anonymous.requestPasswordReset({ body: { email } });
  await expect(confirm(await box.token(email, subjects.reset))).toFail(errors.linkInvalid);
});

test('where no mail is sent there is nothing to ask for', async () => {
  await expect(silent.anonymous.requestEmailVerification({ body: { email: 'a@example.org' } })).toFail(errors.notFound);
  await silent.signUp();
  expect([await silent.rows('mails'), await silent.db('one_time_tokens')]).toEqual([[], []]);
});

test('signing up sends a mail with which the account can be used; its link begins with the configured address', async () => {
  const person = await auth.signUp();
  await expect(auth.logIn(person)).toFail(errors.credentialsWrong);
  const mail = await box.next(person.email, subjects.verify);
  expect(mail.mail.text).toContain('https://community.example/verify-email#token=');
  await confirm(tokenIn(mail), person);
  await expect(auth.logIn(person)).resolves.toBeDefined();
  expect(await auth.rows('audit_log', { action: 'email_verified' })).toHaveLength(1);
});

test('the token is in the mail only: neither the queue nor the table ever had it', async () => {
  const person = await auth.signUp();
  const token = await box.token(person.email, subjects.verify);
  const { id } = await auth.row('users', { username: person.username });
  const row = await auth.db('one_time_tokens').where({ user_id: id }).first<{ token_hash: Buffer }>();
  expect(row?.token_hash.equals(oneTimeHash(token))).toBe(true);
  expect(JSON.stringify([row, await auth.rows('mails')])).not.toContain(token);
});

test('signing up with a known address tells its owner, and sends no token', async () => {
  const person = await auth.signUp();
  await box.next(person.email, subjects.verify);
  await auth.anonymous.createAccount({ body: anAccount({ email: person.email.toUpperCase() }) });
  const { mail } = await box.next(person.email, 'You have an account already');
  expect(mail.text).toContain(person.username);
  expect(mail.text).not.toContain('#token=');
});

test('a token works once, for one of 30 who bring it at once', async () => {
  const person = await auth.signUp();
  const token = await box.token(person.email, subjects.verify);
  const outcomes = await atOnce(30, () => confirm(token, person));
  expect(succeeded(outcomes)).toHaveLength(1);
  expect(codesOf(outcomes)).toEqual(Array(29).fill('link_invalid'));
});

test('a token is good for an hour from when its mail was made', async () => {
  const [one, other] = [await auth.signUp(), await auth.signUp()];
  const [first, second] = [await box.token(one.email, subjects.verify), await box.token(other.email, subjects.verify)];
  auth.advance(60 * minute - 1);
  await confirm(first, one);
  auth.advance(1);
  await expect(confirm(second)).toFail(errors.linkInvalid);
});

test('a newer one takes the place of the older', async () => {
  const person = await auth.signUp();
  const first = await box.token(person.email, subjects.verify);
  await ask(person.email.toUpperCase());
  const second = await box.token(person.email, subjects.verify);
  await expect(confirm(first)).toFail(errors.linkInvalid);
  await confirm(second, person);
});

test('a token does not verify an address that the account no longer has', async () => {
  const person = await auth.signUp();
  const token = await box.token(person.email, subjects.verify);
  await auth.db('users').where({ email: person.email }).update({ email: anAccount().email });
  await expect(confirm(token, person)).toFail(errors.linkInvalid);
});

test('an unknown address and a verified one are answered alike, and get no mail', async () => {
  const person = await auth.signUp();
  await confirm(await box.token(person.email, subjects.verify), person);
  const stranger = anAccount().email;
  expect(await ask(stranger)).toEqual({ email: stranger });
  expect(await ask(person.email)).toEqual({ email: person.email });
  await sent();
  expect([box.of(stranger), box.of(person.email)].map((mails) => mails.length)).toEqual([0, 1]);
});

test('nobody’s mailbox is filled: five mails an hour, and the answer stays the same', async () => {
  const person = await auth.signUp();
  await box.next(person.email, subjects.verify);
  for (let times = 0; times < 7; times += 1) {
    await ask(person.email);
    await sent();
  }
  expect(box.of(person.email)).toHaveLength(6);
});

test('a click alone vouches for nobody: it takes a session of the account or its password, and a wrong one leaves the token', async () => {
  const [person, stranger] = [await auth.signUp(), await auth.signUp()];
  const token = await box.token(person.email, subjects.verify);
  await confirm(await box.token(stranger.email, subjects.verify), stranger);
  const { api } = await auth.logIn(stranger);
  await expect(auth.anonymous.confirmEmailVerification({ body: { token } })).toFail(errors.credentialsWrong);
  await expect(api.confirmEmailVerification({ body: { token } })).toFail(errors.credentialsWrong);
  const wrong = auth.anonymous.confirmEmailVerification({ body: { token, password: 'not the one' } });
  await expect(wrong).toFail(errors.credentialsWrong);
  expect(await auth.rows('audit_log', { action: 'login_refused' })).not.toEqual([]);
  await expect(auth.logIn(person)).toFail(errors.credentialsWrong);
  await confirm(token, person);
  await expect(auth.logIn(person)).resolves.toBeDefined();
});
