import type { EventSpec, Row, StateStream } from '@concord/contracts';
import type { z } from 'zod';
import type { KafkaRecord, TopicSpec } from '../kafka/port.ts';
import type { Tx } from '../mysql/database.ts';
import { continueTrace, withTrace } from '../telemetry/trace.ts';
import { newest, readChange, type Change } from './change.ts';
import { readEvent, type EventMeta, type ReadEvent } from './event.ts';
import { Poison } from './poison.ts';

/** What some records mean to a consumer. */
export interface Plan {
  readonly poison: readonly { readonly record: KafkaRecord; readonly reason: string }[];
  /** The effect of the others; null where they have none. */
  readonly effect: ((tx: Tx) => Promise<void>) | null;
  /** When the last of them was committed at its source, ms since 1970. */
  readonly committedAt: number;
}

/** One thing that a service does with one stream. Made by `localCopy`, `onState` and `onEvent`. */
export interface Consumer {
  /** Names it in `consumed_events`, metrics and logs; unique within the service and permanent. */
  readonly name: string;
  readonly topic: TopicSpec;
  plan(records: readonly KafkaRecord[]): Plan;
}

export const stateTopic = (stream: StateStream): TopicSpec => ({ name: stream.topic, cleanup: 'compact' });
export const eventTopic = (event: EventSpec): TopicSpec => ({ name: event.topic, cleanup: 'delete' });

/**
 * A consumer of the states of a table's rows. `apply` gets the newest change per key of a batch, in one transaction that is
 * committed before the offset; it may get the same change again, and older ones again, so it must compare versions.
 */
export const onState = <S extends StateStream>(
  stream: S,
  options: { readonly name: string; apply(tx: Tx, changes: readonly Change<Row<S>>[]): Promise<void> },
): Consumer => ({
  name: options.name,
  topic: stateTopic(stream),
  plan: (records) => {
    const { read, poison } = readAll(records, (record) => readChange(stream, record));
    const changes = newest(read);
    return {
      poison,
      effect: changes.length === 0 ? null : (tx) => options.apply(tx, changes),
      committedAt: read.at(-1)?.committedAt.getTime() ?? records.at(-1)?.timestamp ?? 0,
    };
  },
});

/**
 * A consumer of one type of event. `handle` runs once per event, in a transaction that also marks the event as consumed and
 * that is committed before the offset; it continues the trace of the request that published the event.
 */
export const onEvent = <P extends z.ZodObject>(
  event: EventSpec<P>,
  options: { readonly name: string; handle(tx: Tx, payload: z.output<P>, meta: EventMeta): Promise<void> },
): Consumer =>
  onEvents(event, {
    name: options.name,
    handle: async (tx, read) => {
      for (const { payload, meta } of read)
        await withTrace({ traceparent: continueTrace(meta.traceparent ?? undefined) }, () =>
          options.handle(tx, payload, meta),
        );
    },
  });

/** Like `onEvent`, for effects that cost less together: `handle` gets the events of a batch that were not consumed yet, in order. */
export const onEvents = <P extends z.ZodObject>(
  event: EventSpec<P>,
  options: { readonly name: string; handle(tx: Tx, events: readonly ReadEvent<P>[]): Promise<void> },
): Consumer => ({
  name: options.name,
  topic: eventTopic(event),
  plan: (records) => {
    const { read, poison } = readAll(records, (record) => readEvent(event, record));
    return {
      poison,
      effect: read.length === 0 ? null : (tx) => handleNew(tx, read, options),
      committedAt: records.at(-1)?.timestamp ?? 0,
    };
  },
});

const handleNew = async <P extends z.ZodObject>(
  tx: Tx,
  events: readonly ReadEvent<P>[],
  { name, handle }: { readonly name: string; handle(tx: Tx, events: readonly ReadEvent<P>[]): Promise<void> },
): Promise<void> => {
  const ids = [...new Set(events.map(({ meta }) => meta.eventId))];
  const known = new Set(
    (await tx('consumed_events').where({ consumer: name }).whereIn('event_id', ids).pluck('event_id')) as string[],
  );
  const fresh = ids.filter((id) => !known.has(id));
  if (fresh.length === 0) return;
  // Who consumes the same events at this moment makes this fail; tried again, it finds them consumed.
  await tx('consumed_events').insert(fresh.map((event_id) => ({ consumer: name, event_id })));
  const wanted = new Set(fresh);
  await handle(
    tx,
    events.filter(({ meta }) => wanted.delete(meta.eventId)),
  );
};

const readAll = <T>(records: readonly KafkaRecord[], read: (record: KafkaRecord) => T | null) => {
  const poison: { record: KafkaRecord; reason: string }[] = [];
  const found: T[] = [];
  for (const record of records) {
    try {
      const value = read(record);
      if (value !== null) found.push(value);
    } catch (error) {
      if (!(error instanceof Poison)) throw error;
      poison.push({ record, reason: error.message });
    }
  }
  return { read: found, poison };
};
