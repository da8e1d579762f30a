import { expect, test } from '@jest/globals';
import { backlog } from './backlog.ts';

const batch = (topic: string, partition: number, waiting: number) => ({ topic, partition, waiting });

test('what the topics hold already waits until it is applied, partition by partition', () => {
  const waiting = backlog();
  waiting.begin('posts', { 0: 0, 1: 7 }, { 0: 5, 1: 7 });
  waiting.begin('users', { 0: 3 }, { 0: 3, 1: 0 });
  expect([waiting.isEmpty(0), waiting.isEmpty(1)]).toEqual([false, true]);
  waiting.applied(batch('posts', 0, 2));
  expect(waiting.isEmpty(0)).toBe(false);
  waiting.applied(batch('posts', 0, 0));
  expect(waiting.isEmpty(0)).toBe(true);
});

test('a topic that falls behind later is noticed, another one that is level does not hide it', () => {
  const waiting = backlog();
  waiting.applied(batch('posts', 2, 900));
  waiting.applied(batch('users', 2, 0));
  expect([waiting.isEmpty(2), waiting.isEmpty(1)]).toEqual([false, true]);
});

test('reading again from further on forgets what is not ours any more', () => {
  const waiting = backlog();
  waiting.applied(batch('posts', 1, 4));
  waiting.begin('posts', { 1: 10 }, { 1: 10 });
  expect(waiting.isEmpty(1)).toBe(true);
});
