import { errors } from '@concord/contracts';
import { expect, test } from '@jest/globals';
import { exitCodes, Failure } from '../../stack/failure.ts';
import { asFailure } from './accounts.ts';

const failureOf = (error: unknown): unknown => {
  try {
    return asFailure(error);
  } catch (failure) {
    return failure;
  }
};

test.each([
  ['There is no such account.', errors.notFound(), exitCodes.failed],
  ['Nothing was done. It is the last active admin.', errors.lastAdmin(), exitCodes.failed],
  ['Nothing was done. It is the account of an admin.', errors.forbidden(), exitCodes.failed],
  ['Nothing was done. This account is banned', errors.impossible('This account is banned'), exitCodes.failed],
  ['Nothing was done. That password is among the most common ones', errors.passwordWeak(), exitCodes.failed],
  ['The database does not answer.', errors.unavailable(), exitCodes.notRunning],
  ['The database does not answer.', Object.assign(new Error('no'), { code: 'ECONNREFUSED' }), exitCodes.notRunning],
])('what is refused is told in a sentence: %s', (message, error, exit) => {
  const failure = failureOf(error);
  expect(failure).toBeInstanceOf(Failure);
  expect(failure).toMatchObject({ message, exit });
});

test('what nobody foresaw stays what it is', () => {
  const error = new Error('something else');
  expect(failureOf(error)).toBe(error);
});
