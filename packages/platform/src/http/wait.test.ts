import '@concord/testkit';
import { errors } from '@concord/contracts';
import { expect, test } from '@jest/globals';
import { waitForWrites, type Holds } from './wait.ts';

/** A copy that holds ever newer versions, one more with each look. */
const arriving = () => {
  let version = 0;
  const looks: string[] = [];
  const holds: Holds = {
    'user.relations': (key) => {
      looks.push(key);
      version += 1;
      return Promise.resolve(version);
    },
  };
  return { holds, looks };
};

test('without a header, and for streams that nobody here copies, there is nothing to wait for', async () => {
  const { holds, looks } = arriving();
  expect(await waitForWrites(undefined, holds)).toBeNull();
  expect(await waitForWrites('post.posts:1:99', holds)).toBeNull();
  expect(await waitForWrites('to.string:1:99', {})).toBeNull();
  expect(looks).toEqual([]);
});

test.each(['', 'x', 'user.relations:1:2'.repeat(2), Array.from({ length: 6 }, () => 'post.posts:1:1').join()])(
  '%j is refused',
  async (header) => {
    await expect(waitForWrites(header, {})).toFail(errors.invalid, '/headers/concord-wait');
  },
);

test('what is held already is not waited for', async () => {
  const { holds, looks } = arriving();
  expect(await waitForWrites('user.relations:1:2:1, post.posts:1:9', holds)).toBe('satisfied');
  expect(looks).toEqual(['1:2']);
});

test('what is about to arrive is waited for', async () => {
  const { holds, looks } = arriving();
  expect(await waitForWrites('user.relations:1:2:4', holds)).toBe('satisfied');
  expect(looks).toHaveLength(4);
});

test('what never arrives is waited for half a second, without many looks', async () => {
  const { holds, looks } = arriving();
  const started = performance.now();
  expect(await waitForWrites('user.relations:1:2:999', holds)).toBe('timeout');
  expect(performance.now() - started).toBeGreaterThan(490);
  expect(looks.length).toBeLessThan(15);
});

test('a copy that hangs or fails does not hold up the answer, or break it', async () => {
  const started = performance.now();
  const hanging = { 'post.posts': () => new Promise<number>(() => undefined) };
  expect(await waitForWrites('post.posts:1:1', hanging)).toBe('timeout');
  expect(performance.now() - started).toBeLessThan(5_000);
  expect(await waitForWrites('post.posts:1:1', { 'post.posts': () => Promise.reject(errors.unavailable()) })).toBe(
    'timeout',
  );
});
