import { expect, test } from '@jest/globals';
import { holder, lock, tryLock } from './lock.ts';

test('one at a time holds a lock, and the other learns who', async () => {
  const release = await tryLock('/some/folder');
  expect(release).toBeDefined();
  expect(await tryLock('/some/folder')).toBeUndefined();
  expect(await holder('/some/folder')).toBe(process.pid);
  release?.();
});

test('waiting for a lock ends when it is released', async () => {
  const release = await tryLock('/other/folder');
  const told: number[] = [];
  const second = lock('/other/folder', (pid) => {
    told.push(pid);
    release?.();
  });
  (await second)();
  expect(told).toEqual([process.pid]);
});
