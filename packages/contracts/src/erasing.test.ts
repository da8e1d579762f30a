import { existsSync, readdirSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { erasingServices } from './erasing.ts';

const services = new URL('../../../services/', import.meta.url);

test('every service that owns a database erases', () => {
  const owners = readdirSync(services).filter((name) => existsSync(new URL(`${name}/migrations`, services)));
  expect([...erasingServices].toSorted()).toEqual(owners.toSorted());
});

test.each(erasingServices)('%s says what, keeps deleted accounts, and follows their deletion', (name) => {
  const own = new URL(`${name}/`, services);
  expect(existsSync(new URL('src/store/erasure.ts', own))).toBe(true);
  expect(readdirSync(new URL('migrations', own)).some((migration) => /erasures|deletions/.test(migration))).toBe(true);
});
