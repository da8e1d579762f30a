import type { EventSpec } from '@concord/contracts';
import { z } from 'zod';
import type { KafkaRecord } from '../kafka/port.ts';
import { departures, parseJson, Poison } from './poison.ts';

export interface EventMeta {
  readonly eventId: string;
  /** The trace of the request that published it, if it had one. */
  readonly traceparent: string | null;
  readonly publishedAt: Date;
}

export interface ReadEvent<P extends z.ZodObject> {
  readonly payload: z.output<P>;
  readonly meta: EventMeta;
}

/**
 * Reads an event as Debezium's EventRouter writes it: type, id and trace in headers, and for its value the payload's JSON,
 * which is a string inside JSON because `table.expand.json.payload` is off. Null for events of other types.
 */
export const readEvent = <P extends z.ZodObject>(
  event: EventSpec<P>,
  { headers, value, timestamp }: Pick<KafkaRecord, 'headers' | 'value' | 'timestamp'>,
): ReadEvent<P> | null => {
  if (value === null || headers['eventType'] !== event.type) return null;
  const eventId = headers['id'];
  if (eventId === undefined || eventId === '') throw new Poison('has no id');
  const outer = parseJson(value.toString('utf8'));
  const read = z.safeDecode(event.payload, (typeof outer === 'string' ? parseJson(outer) : outer) as z.input<P>);
  if (!read.success) throw new Poison(`payload departs from its schema: ${departures(read.error)}`);
  const traceparent = headers['traceparent'];
  return {
    payload: read.data,
    meta: { eventId, traceparent: traceparent || null, publishedAt: new Date(timestamp) },
  };
};
