import { randomUUID } from 'node:crypto';
import type { EventSpec, Id } from '@concord/contracts';
import { z } from 'zod';
import type { Tx } from '../mysql/database.ts';
import { currentTrace } from '../telemetry/trace.ts';

/**
 * Publishes an event if, and only if, the transaction commits. The row is deleted again in the same transaction: the binlog,
 * from which Debezium reads it, keeps the insert, and the table stays empty.
 */
export const publish = async <P extends z.ZodObject>(
  tx: Tx,
  event: EventSpec<P>,
  aggregateId: Id,
  payload: z.output<P>,
): Promise<void> => {
  const id = randomUUID();
  await tx('outbox').insert({
    id,
    aggregatetype: event.aggregate,
    aggregateid: String(aggregateId),
    type: event.type,
    payload: JSON.stringify(z.encode(event.payload, payload)),
    traceparent: currentTrace()?.traceparent ?? null,
  });
  await tx('outbox').where({ id }).delete();
};
