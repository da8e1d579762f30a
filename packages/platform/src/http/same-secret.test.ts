import { expect, test } from '@jest/globals';
import { sameSecret } from './same-secret.ts';

test.each([
  ['the same', 'sécret', 'sécret', true],
  ['another of the same length', 'secreu', 'secret', false],
  ['one that is as long in characters, and not in bytes', 'sécret', 'secret', false],
  ['nothing', '', 'secret', false],
  ['a longer one', 'secret ', 'secret', false],
])('%s', (_, given, secret, same) => {
  expect(sameSecret(given, secret)).toBe(same);
});
