import { expect, test } from '@jest/globals';
import { hashOf, newRefreshToken, newSalt, readRefreshToken, successorOf, writeRefreshToken } from './refresh-token.ts';

test('a token is read as it was written', () => {
  const token = newRefreshToken();
  expect(readRefreshToken(writeRefreshToken(token))).toEqual(token);
  expect(writeRefreshToken(token)).toHaveLength(64);
});

test.each([
  '',
  'x',
  'a'.repeat(63),
  'a'.repeat(65),
  'a'.repeat(86),
  `${'a'.repeat(63)}=`,
  `${'a'.repeat(63)}+`,
  'é'.repeat(64),
])('%j is no token', (text) => expect(readRefreshToken(text)).toBeNull());

test('the successor is the same for all who know token and salt, and for nobody else', () => {
  const token = newRefreshToken();
  const salt = newSalt();
  expect(successorOf(token, salt)).toEqual(successorOf(token, salt));
  expect(successorOf(token, newSalt())).not.toEqual(successorOf(token, salt));
  expect(successorOf(newRefreshToken(), salt).secret).not.toEqual(successorOf(token, salt).secret);
});

test('the family stays and the secret has 256 bits in every generation', () => {
  const token = newRefreshToken();
  const successor = successorOf(token, newSalt());
  expect(successor.family).toEqual(token.family);
  expect(successor.secret).toHaveLength(32);
  expect(hashOf(successor.secret)).not.toEqual(hashOf(token.secret));
});
