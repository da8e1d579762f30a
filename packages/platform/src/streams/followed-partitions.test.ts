import { expect, test } from '@jest/globals';
import type { Batch } from '../kafka/port.ts';
import { followedPartitions } from './followed-partitions.ts';

const batch = (partition: number, offset: number, waiting: number) =>
  ({ topic: 't', partition, records: [{ offset }], waiting }) as unknown as Batch;

test('nothing is known until every partition was read up to where it ended at the start', () => {
  const partitions = followedPartitions();
  expect(partitions.watermark(1_000)).toBeNull();
  partitions.begin('t', { 0: 5, 1: 8 }, { 0: 10, 1: 8 });
  expect(partitions.watermark(1_000)).toBeNull();
  partitions.moved(batch(0, 8, 1), 500);
  expect(partitions.watermark(1_000)).toBeNull();
  partitions.moved(batch(0, 9, 0), 600);
  expect(partitions.watermark(1_000)).toBe(1_000);
});

test('a partition with a backlog holds the watermark back, however fresh the canary is', () => {
  const partitions = followedPartitions();
  partitions.begin('t', { 0: 0, 1: 0 }, { 0: 0, 1: 0 });
  partitions.moved(batch(1, 100, 4_000), 700);
  expect(partitions.watermark(1_000)).toBe(700);
  partitions.moved(batch(1, 4_100, 0), 900);
  expect(partitions.watermark(1_000)).toBe(1_000);
});

test('the last records of a compacted partition may be missing: its end counts as reached when nothing waits', () => {
  const partitions = followedPartitions();
  partitions.begin('t', { 0: 0 }, { 0: 10 });
  partitions.moved(batch(0, 7, 0), 700);
  expect(partitions.caughtUp()).toBe(true);
});
