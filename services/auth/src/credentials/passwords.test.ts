import { expect, test } from '@jest/globals';
import { hash } from '@node-rs/argon2';
import { passwords } from './passwords.ts';

const { hash: hashed, matches, isOutdated } = passwords({ running: 2, waiting: 20 });

test('without a hash nothing matches', async () => expect(await matches(null, 'anything at all')).toBe(false));

test('only the very password matches, to its 128th character', async () => {
  const password = 'é'.repeat(127) + 'a';
  const stored = await hashed(password);
  expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await matches(stored, password)).toBe(true);
  expect(await matches(stored, 'é'.repeat(127) + 'b')).toBe(false);
  expect(await matches(stored, 'é'.repeat(127))).toBe(false);
});

test('the two Unicode forms of a letter are the same password', async () => {
  const stored = await hashed('caf\u00e9 au lait');
  expect(await matches(stored, 'cafe\u0301 au lait')).toBe(true);
});

test('a hash with other parameters is outdated', async () => {
  expect(isOutdated(await hashed('a good password'))).toBe(false);
  expect(isOutdated(await hash('a good password', { memoryCost: 8_192, timeCost: 2, parallelism: 1 }))).toBe(true);
  expect(isOutdated(await hash('a good password', { memoryCost: 19_456, timeCost: 1, parallelism: 1 }))).toBe(true);
});
