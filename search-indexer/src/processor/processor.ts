import { logger, type Batch, type Elasticsearch, type KafkaRecord } from '@concord/platform';
import type { DocumentType } from '../document.ts';
import { newestOfEach, type Action } from './action.ts';
import type { Backlog } from './backlog.ts';
import { deliver } from './deliver.ts';
import { lanes } from './lanes.ts';
import { batchAge, behindRecords, documents, observeStage, records, timed } from './metrics.ts';
import { readActions } from './read.ts';
import type { Refresher } from './refresher.ts';
import { together } from './together.ts';
import { write } from './write.ts';

export interface ProcessorParts {
  readonly client: Elasticsearch;
  /** Puts a record aside for good; resolves once Kafka has it. */
  bury(record: KafkaRecord, reason: string): Promise<void>;
  readonly refresher: Refresher;
  readonly backlog: Backlog;
  /** Told of each canary that is not written because something waits: what is thought to wait may be done by now, by another process. */
  onHeldBack?(): void;
  /** The type and its write alias by topic. */
  readonly types: ReadonlyMap<string, { readonly type: DocumentType; readonly writeAlias: string }>;
  /** From this many waiting records on, freshness gives way to throughput. */
  readonly catchUpFrom: number;
}

/** Why nothing moves right now; null while batches go through. Read by readiness. */
export interface Held {
  reason: string | null;
}

const labelsOf = ({ topic, partition }: Batch) => ({ topic, partition: String(partition) });

const measureArrival = (newest: Action | undefined): void => {
  if (newest === undefined) return;
  observeStage('connect', newest.record.timestamp - newest.committedAt);
  observeStage('kafka', Date.now() - newest.record.timestamp);
};

/**
 * Applies one batch of one partition: project, write with the rows' versions, dead-letter what can never succeed, and only then
 * mark the records as done. While Elasticsearch is away it keeps trying, and nothing is marked. Batches of different partitions may be
 * given at the same time; they share requests.
 */
export const processor = (parts: ProcessorParts, held: Held) => {
  const log = logger('indexer');
  const { client, bury, refresher, backlog, types, catchUpFrom } = parts;
  const busy = new Map<string, string>();
  const nameOf = ({ topic, partition }: Batch) => `${topic}/${String(partition)}`;
  const setBusy = (batch: Batch, reason: string | null): void => {
    if (reason === null) busy.delete(nameOf(batch));
    else busy.set(nameOf(batch), reason);
    held.reason = busy.values().next().value ?? null;
  };

  const inLane = lanes();
  const writeTogether = together((actions) => write(client, actions));

  const deliverAll = (batch: Batch, actions: readonly Action[]) =>
    deliver(actions, {
      write: writeTogether,
      current: () => batch.current(),
      onBusy: (items, reason, pauseMs) => {
        setBusy(batch, `Elasticsearch does not take documents: ${reason}`);
        log.warn({ items, reason, pauseMs, ...labelsOf(batch) }, 'waiting for Elasticsearch');
      },
    });

  const apply = async (batch: Batch): Promise<void> => {
    const known = types.get(batch.topic);
    const last = batch.records.at(-1);
    if (!known || !last) return;
    const { type, writeAlias } = known;
    behindRecords.set(labelsOf(batch), batch.waiting + batch.records.length);
    if (type.marksProgress && !backlog.isEmpty(batch.partition)) {
      batch.done(last.offset);
      parts.onHeldBack?.();
      return;
    }
    const { actions, unusable } = timed('projection', () => readActions(type, writeAlias, batch.records));
    measureArrival(actions.at(-1));
    const delivered = await timed('bulk', () => deliverAll(batch, newestOfEach(actions)));
    setBusy(batch, null);
    if (delivered === null) return;
    const refused = [...unusable, ...delivered.refused];
    for (const { record, reason } of refused) await bury(record, reason);
    batch.done(last.offset);

    if (!type.marksProgress) backlog.applied(batch);
    records.inc({ topic: batch.topic }, batch.records.length);
    behindRecords.set(labelsOf(batch), batch.waiting);
    const newest = actions.at(-1);
    if (newest) batchAge.set(labelsOf(batch), Math.max(0, Date.now() - newest.committedAt) / 1_000);
    documents.inc({ index: type.index, outcome: 'written' }, delivered.written.length);
    documents.inc({ index: type.index, outcome: 'stale' }, delivered.stale.length);
    documents.inc({ index: type.index, outcome: 'refused' }, refused.length);
    const committed = delivered.written.map(({ committedAt }) => committedAt);
    if (committed.length > 0) refresher.wrote(writeAlias, committed, batch.waiting < catchUpFrom);
  };
  return (batch: Batch): Promise<void> => inLane(batch.partition, () => apply(batch));
};
