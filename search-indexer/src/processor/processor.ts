import type { Elasticsearch } from '@concord/platform';
import { counter, gauge, histogram, logger, type Batch, type KafkaRecord } from '@concord/platform';
import type { DocumentType } from '../document.ts';
import { newestOfEach } from './action.ts';
import { deliver } from './deliver.ts';
import { readActions } from './read.ts';
import type { Refresher } from './refresher.ts';

const written = counter({
  name: 'concord_indexer_documents_total',
  help: 'Documents written or found newer',
  labelNames: ['index'],
});
const behind = gauge({
  name: 'concord_indexer_behind_records',
  help: 'Records that wait',
  labelNames: ['topic', 'partition'],
});
const behindTime = gauge({
  name: 'concord_indexer_behind_seconds',
  help: 'Age of the newest change applied, when it was applied',
  labelNames: ['topic', 'partition'],
});
const stage = histogram({
  name: 'concord_indexer_stage_seconds',
  help: 'Time per batch by stage: received since commit, projection, bulk',
  labelNames: ['stage'],
  buckets: [0.001, 0.0025, 0.005, 0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 1, 5, 30],
});

export interface ProcessorParts {
  readonly client: Elasticsearch;
  /** Puts a record aside for good; resolves once Kafka has it. */
  bury(record: KafkaRecord, reason: string): Promise<void>;
  readonly refresher: Refresher;
  /** The type and its write alias by topic. */
  readonly types: ReadonlyMap<string, { readonly type: DocumentType; readonly writeAlias: string }>;
  /** From this many waiting records on nothing is refreshed by hand: the index's own interval is enough. */
  readonly catchUpFrom: number;
}

/** Why nothing moves right now; null while batches go through. Read by readiness. */
export interface Held {
  reason: string | null;
}

const measured = <T>(name: string, work: () => T): T => {
  const end = stage.startTimer({ stage: name });
  const result = work();
  if (result instanceof Promise) void result.finally(end).catch(() => undefined);
  else end();
  return result;
};

/**
 * Applies one batch of one partition: project, write with the rows' versions, dead-letter what can never succeed, and only then
 * mark the records as done. While Elasticsearch is away it keeps trying, and nothing is marked.
 */
export const processor = (parts: ProcessorParts, held: Held) => {
  const log = logger('indexer');
  return async (batch: Batch): Promise<void> => {
    const known = parts.types.get(batch.topic);
    const last = batch.records.at(-1);
    if (!known || !last) return;
    const { type, writeAlias } = known;
    const labels = { topic: batch.topic, partition: String(batch.partition) };
    behind.set(labels, batch.waiting + batch.records.length);

    const { actions, unusable } = measured('projection', () => readActions(type, writeAlias, batch.records));
    const newest = newestOfEach(actions);
    const refused = await measured('bulk', () =>
      deliver(newest, {
        client: parts.client,
        current: () => batch.current(),
        onBusy: (items, reason, pauseMs) => {
          held.reason = `Elasticsearch does not take documents: ${reason}`;
          log.warn({ items, reason, pauseMs, ...labels }, 'waiting for Elasticsearch');
        },
      }),
    );
    if (refused === null) return;
    held.reason = null;
    for (const { record, reason } of [...unusable, ...refused]) await parts.bury(record, reason);
    batch.done(last.offset);
    written.inc({ index: type.index }, newest.length);
    behind.set(labels, batch.waiting);
    const newestCommit = actions.at(-1)?.committedAt;
    if (newestCommit !== undefined) behindTime.set(labels, Math.max(0, Date.now() - newestCommit) / 1_000);
    if (batch.waiting < parts.catchUpFrom)
      parts.refresher.wrote(
        writeAlias,
        newest.map(({ committedAt }) => committedAt),
      );
  };
};
