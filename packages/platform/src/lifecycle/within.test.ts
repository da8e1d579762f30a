import { expect, test } from '@jest/globals';
import { within } from './within.ts';

const never = new Promise<string>(() => undefined);

test('work in time gives what it gives, and throws what it throws', async () => {
  expect(await within(60_000, Promise.resolve('done'), () => 'late')).toBe('done');
  await expect(within(60_000, Promise.reject(new Error('failed')), () => 'late')).rejects.toThrow('failed');
});

test('late work gives what stands for it', async () => {
  expect(await within(1, never, () => 'late')).toBe('late');
  expect(await within(-1, never, () => 'late')).toBe('late');
});

test('what stands for late work may throw', async () => {
  const late = () => {
    throw new Error('too late');
  };
  await expect(within(1, never, late)).rejects.toThrow('too late');
});
