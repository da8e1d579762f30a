import { expect, test } from '@jest/globals';
import { differences } from './deb-lock.ts';

const locked = { 'mysql_9.7_amd64.deb': 'aa', 'libssl_3_amd64.deb': 'bb' };

test('packages that are the tested ones are taken in silence', () => {
  expect(differences(locked, locked)).toEqual([]);
});

test('a newer package is told, in one sentence', () => {
  expect(differences(locked, { 'mysql_9.7_amd64.deb': 'aa', 'libssl_4_amd64.deb': 'cc' })).toEqual([
    'the archive has moved on: 1 of 2 packages are newer than tested (libssl_4_amd64.deb)',
  ]);
});

test('the same package with other bytes is refused', () => {
  expect(() => differences(locked, { 'mysql_9.7_amd64.deb': 'xx' })).toThrow('checksum');
});
