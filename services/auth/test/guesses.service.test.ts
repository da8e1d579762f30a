import { ApiError } from '@concord/client';
import { errors } from '@concord/contracts';
import { anAccount } from '@concord/testkit';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { atOnce, codesOf, startAuth, succeeded, type Auth } from './auth.ts';

let auth: Auth;
beforeAll(async () => {
  auth = await startAuth({ CONCORD_REDIS_URL: process.env['CONCORD_REDIS_URL'] });
});
afterAll(() => auth.stop());

const guess = (login: string, password = 'not the one') => auth.anonymous.createSession({ body: { login, password } });
const tenWrong = async (login: string) => {
  for (let times = 0; times < 10; times += 1) await expect(guess(login)).toFail(errors.credentialsWrong);
};

test('after ten wrong passwords a login is refused in the same way whether anybody has it, in any case', async () => {
  const [person, stranger] = [await auth.signUp(), anAccount()];
  const refusals: unknown[] = [];
  for (const login of [person.username, stranger.username]) {
    await tenWrong(login);
    const failure = await guess(login.toUpperCase()).catch((error: unknown) => error);
    if (!(failure instanceof ApiError)) throw new Error('it was not refused');
    expect(failure.retryAfter).toBeGreaterThan(0);
    refusals.push({ code: failure.code, status: failure.status, detail: failure.problem?.detail });
  }
  expect(refusals[0]).toEqual(refusals[1]);
  expect(refusals[0]).toMatchObject({ code: 'rate_limited', status: 429 });
});

test('the right password does not come through either, but the address is another login', async () => {
  const person = await auth.signUp();
  await tenWrong(person.username);
  await expect(guess(person.username, person.password)).toFail(errors.rateLimited);
  await expect(guess(person.email, person.password)).resolves.toBeDefined();
});

test('right ones are not counted', async () => {
  const person = await auth.signUp();
  for (let times = 0; times < 12; times += 1) await guess(person.username, person.password);
});

test('confirming a session is a guess at the same password', async () => {
  const person = await auth.signUp();
  const { api } = await auth.logIn(person);
  const confirm = (password: string) => api.confirmSession({ body: { password } });
  for (let times = 0; times < 5; times += 1) {
    await expect(confirm('not the one')).toFail(errors.credentialsWrong);
    await expect(guess(person.username)).toFail(errors.credentialsWrong);
  }
  await expect(confirm(person.password)).toFail(errors.rateLimited);
  await expect(guess(person.username, person.password)).toFail(errors.rateLimited);
});

test('of 50 guesses at once no more than ten are answered', async () => {
  const person = await auth.signUp();
  const outcomes = await atOnce(50, () => guess(person.username));
  expect(succeeded(outcomes)).toEqual([]);
  const codes = codesOf(outcomes);
  expect(codes.filter((code) => code === 'credentials_wrong')).toHaveLength(10);
  expect(codes.filter((code) => code === 'rate_limited')).toHaveLength(40);
});
