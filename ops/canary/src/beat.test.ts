import { expect, test } from '@jest/globals';
import { createRequire } from 'node:module';
import { partitionsPerStream } from '@concord/connectors';
import { canaryIds } from './beat.ts';

interface Partitioners {
  DefaultPartitioner(): (args: {
    topic: string;
    partitionMetadata: { partitionId: number; leader: number }[];
    message: { key: string };
  }) => number;
}

test('there is one canary for each partition, by Kafka’s own partitioner', () => {
  const { Partitioners } = createRequire(import.meta.url)('kafkajs') as { Partitioners: Partitioners };
  const partition = Partitioners.DefaultPartitioner();
  const partitionMetadata = Array.from({ length: partitionsPerStream }, (_, partitionId) => ({
    partitionId,
    leader: 0,
  }));
  const found = canaryIds.map((id) =>
    partition({ topic: 'any', partitionMetadata, message: { key: JSON.stringify({ id }) } }),
  );
  expect(found).toEqual([0, 1, 2]);
});
