import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { KafkaRecord } from '@concord/platform';
import fc from 'fast-check';
import { post } from '../src/documents/post/project.ts';
import { startIndexer, type Indexer } from './indexer.ts';
import { aDeletedPost, aPost } from './records.ts';

let indexer: Indexer;
beforeAll(async () => {
  indexer = await startIndexer();
});
afterAll(() => indexer.drop());

interface Step {
  readonly post: number;
  readonly deleted: boolean;
}

/** Histories of up to five posts: each is written, edited and perhaps deleted, versions rising by one. */
const histories = fc.array(fc.record({ post: fc.integer({ min: 1, max: 5 }), deleted: fc.boolean() }), {
  minLength: 1,
  maxLength: 25,
});
const recordsOf = (steps: readonly Step[], firstId: number): KafkaRecord[] => {
  const versions = new Map<number, number>();
  const gone = new Set<number>();
  return steps.flatMap(({ post: number, deleted }) => {
    if (gone.has(number)) return [];
    const version = (versions.get(number) ?? 0) + 1;
    versions.set(number, version);
    if (deleted) gone.add(number);
    const id = firstId + number;
    return [deleted ? aDeletedPost(id, version) : aPost({ id, version, content: `version ${String(version)}` })];
  });
};

const applyInBatches = async (records: readonly KafkaRecord[], size: number) => {
  for (let from = 0; from < records.length; from += size) await indexer.apply(records.slice(from, from + size));
};

/** What the index holds of the posts after `firstId`, with ids counted from there. */
const stateAfter = async (firstId: number) => {
  const all = await indexer.everything(post);
  const relative = [...all].map(([id, { version, source }]) => ({
    ...(source as object),
    id: Number(id) - firstId,
    version,
  }));
  return relative.filter(({ id }) => id > 0 && id < 10).sort((one, other) => one.id - other.id);
};

test('a stream that comes twice, shuffled and in other batches, gives the identical index', async () => {
  let firstId = 0;
  await fc.assert(
    fc.asyncProperty(
      histories.chain((steps) =>
        fc.record({
          steps: fc.constant(steps),
          order: fc.shuffledSubarray([...steps.keys(), ...steps.keys()], { minLength: 2 * steps.length }),
          size: fc.integer({ min: 1, max: 10 }),
        }),
      ),
      async ({ steps, order, size }) => {
        const [once, again] = [(firstId += 100), (firstId += 100)];
        await applyInBatches(recordsOf(steps, once), steps.length);
        const records = recordsOf(steps, again);
        const shuffled = order.flatMap((position) => records[position] ?? []);
        await applyInBatches([...shuffled, ...records].reverse(), size);
        expect(await stateAfter(again)).toEqual(await stateAfter(once));
      },
    ),
    { numRuns: 25 },
  );
  expect(indexer.buried).toEqual([]);
}, 120_000);

test('a deleted post stays deleted when everything is read again from the beginning, also after the index was opened anew', async () => {
  const firstId = 1_000_000;
  const stream = [aPost({ id: firstId, version: 1 }), aPost({ id: firstId, version: 2 }), aDeletedPost(firstId, 3)];
  await applyInBatches(stream, 10);
  const { client, names } = indexer;
  await client.indices.close({ index: names(post).first });
  await client.indices.open({ index: names(post).first });
  await client.cluster.health({ index: names(post).first, wait_for_status: 'yellow', timeout: '20s' });
  await applyInBatches(stream, 1);
  expect(await indexer.found(post)).not.toContain(String(firstId));
  expect((await indexer.everything(post)).get(String(firstId))?.version).toBe(3);
}, 60_000);
