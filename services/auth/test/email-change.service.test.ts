import { errors } from '@concord/contracts';
import { anAccount, eventually } from '@concord/testkit';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { minute } from '../src/domain/clock.ts';
import { newOneTimeToken } from '../src/domain/one-time-token.ts';
import { atOnce, codesOf, succeeded, type Auth } from './auth.ts';
import { startAuthWithMail, subjects, type Mailbox } from './mailbox.ts';

let box: Mailbox;
let auth: Auth;
beforeAll(async () => {
  [auth, box] = await startAuthWithMail();
});
afterAll(() => auth.stop());

const confirm = (token: string, { password } = anAccount()) =>
  auth.anonymous.confirmEmailChange({ body: { token, password } });
const somebody = async () => {
  const person = await auth.signUp();
  return { ...person, ...(await auth.logIn(person)) };
};
const verified = async () => {
  const one = await somebody();
  await auth.db('users').where({ username: one.username }).update({ email_verified_at: new Date() });
  return one;
};
const asked = 'Another address was given for your account';
const changed = 'The address of your account was changed';

test('nobody changes an address without a session, nor with an old one', async () => {
  const { email } = anAccount();
  await expect(auth.anonymous.requestEmailChange({ body: { email } })).toFail(errors.unauthenticated);
  const { api } = await somebody();
  auth.advance(5 * minute);
  await expect(api.requestEmailChange({ body: { email } })).toFail(errors.authenticationOld);
});

test('an invented token, and one of another kind, change nothing', async () => {
  const person = await somebody();
  await expect(confirm(newOneTimeToken())).toFail(errors.linkInvalid);
  await expect(confirm(await box.token(person.email, subjects.verify))).toFail(errors.linkInvalid);
  expect(await person.api.getOwnAccount()).toMatchObject({ email: person.email, emailVerified: false });
});

test('the new address counts when it is confirmed, and both are told; sessions stay', async () => {
  const { api, email: before, username, password } = await verified();
  const { email } = anAccount();
  expect(await api.requestEmailChange({ body: { email: email.toUpperCase() } })).toEqual({ email });
  await box.next(before, asked);
  expect(await api.getOwnAccount()).toMatchObject({ email: before });
  await confirm(await box.token(email, subjects.change), { ...anAccount(), password });
  await box.next(before, changed);
  await box.next(email, changed);
  expect(await api.getOwnAccount()).toMatchObject({ username, email, emailVerified: true, hasPassword: true });
});

test('a taken address is answered as a free one; its owner is told, and gets no token', async () => {
  const [one, other] = [await verified(), await somebody()];
  expect(await one.api.requestEmailChange({ body: { email: other.email } })).toEqual({ email: other.email });
  const { mail } = await box.next(other.email, 'This address has an account already');
  expect(mail.text).not.toContain('#token=');
  await box.next(one.email, asked);
  expect(await one.api.getOwnAccount()).toMatchObject({ email: one.email });
});

test('an address that was taken meanwhile is not taken away', async () => {
  const person = await somebody();
  const { email } = anAccount();
  await person.api.requestEmailChange({ body: { email } });
  const token = await box.token(email, subjects.change);
  await auth.signUp({ email });
  await expect(confirm(token, person)).toFail(errors.linkInvalid);
});

test('a new password stops the change, and the change ends what was sent to the old address', async () => {
  const [one, other] = [await somebody(), await somebody()];
  const [first, second] = [anAccount().email, anAccount().email];
  await one.api.requestEmailChange({ body: { email: first } });
  const change = await box.token(first, subjects.change);
  await one.api.updatePassword({ body: { password: 'quite another one' } });
  await expect(confirm(change)).toFail(errors.linkInvalid);
  await auth.anonymous.requestPasswordReset({ body: { email: other.email } });
  const reset = await box.token(other.email, subjects.reset);
  await other.api.requestEmailChange({ body: { email: second } });
  await confirm(await box.token(second, subjects.change), other);
  await expect(auth.anonymous.confirmPasswordReset({ body: { token: reset, password: 'quite another one' } })).toFail(
    errors.linkInvalid,
  );
});

test('of 30 who confirm at once one does', async () => {
  const person = await somebody();
  const { email } = anAccount();
  await person.api.requestEmailChange({ body: { email } });
  const token = await box.token(email, subjects.change);
  const outcomes = await atOnce(30, () => confirm(token, person));
  expect(succeeded(outcomes)).toHaveLength(1);
  expect(codesOf(outcomes)).toEqual(Array(29).fill('link_invalid'));
});

test('one’s own address can be verified so, without a word to anybody', async () => {
  const person = await somebody();
  const { api, email } = person;
  await box.next(email, subjects.verify);
  await api.requestEmailChange({ body: { email } });
  await confirm(await box.token(email, subjects.change), person);
  expect(await api.getOwnAccount()).toMatchObject({ email, emailVerified: true });
  await eventually(async () => (await auth.rows('mails')).length === 0);
  expect(box.of(email)).toHaveLength(2);
});

test('a click alone changes nothing: it takes a session of the account or its password', async () => {
  const { api, email: before } = await somebody();
  const { email } = anAccount();
  await api.requestEmailChange({ body: { email } });
  const token = await box.token(email, subjects.change);
  await expect(auth.anonymous.confirmEmailChange({ body: { token } })).toFail(errors.credentialsWrong);
  expect(await api.getOwnAccount()).toMatchObject({ email: before });
  await api.confirmEmailChange({ body: { token } });
  expect(await api.getOwnAccount()).toMatchObject({ email, emailVerified: true });
});
