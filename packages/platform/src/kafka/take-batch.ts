import type { EachBatchPayload, IHeaders, KafkaMessage } from 'kafkajs';
import { logger } from '../telemetry/log.ts';
import type { OffsetLedger } from './offset-ledger.ts';
import type { Batch, ConsumeOptions, KafkaRecord } from './port.ts';

const log = logger('kafka');
const heartbeatEveryMs = 1_500;

const headersOf = (headers: IHeaders | undefined): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers ?? {}).flatMap(([name, value]) =>
      value === undefined || value === null ? [] : [[name, String(Array.isArray(value) ? value.at(-1) : value)]],
    ),
  );

const recordOf = (topic: string, partition: number, message: KafkaMessage): KafkaRecord => ({
  topic,
  partition,
  offset: Number(message.offset),
  key: message.key,
  value: message.value,
  headers: headersOf(message.headers),
  timestamp: Number(message.timestamp),
});

/** Hands one fetched batch to its consumer, with heartbeats meanwhile; commits at once when the process is about to stop. */
export const takeBatch = async (
  payload: EachBatchPayload,
  options: ConsumeOptions,
  ledger: OffsetLedger,
  halt: AbortSignal,
): Promise<void> => {
  const { topic, partition, messages, highWatermark } = payload.batch;
  const lastOffset = Number(payload.batch.lastOffset());
  const records = messages.map((message) => recordOf(topic, partition, message));
  let lost: unknown;
  const beat = () =>
    payload.heartbeat().catch((error: unknown) => {
      lost ??= error;
    });
  const timer = setInterval(() => void beat(), heartbeatEveryMs);
  const batch: Batch = {
    topic,
    partition,
    records,
    waiting: Math.max(0, Number(highWatermark) - 1 - lastOffset),
    current: () => lost === undefined && !halt.aborted && payload.isRunning() && !payload.isStale(),
    done: (offset) => {
      const end = offset === records.at(-1)?.offset ? lastOffset : offset;
      payload.resolveOffset(String(end));
      ledger.done(topic, partition, end);
    },
  };
  try {
    await options.onBatch(batch);
    if (halt.aborted && options.throwaway !== true)
      await payload.commitOffsetsIfNecessary(payload.uncommittedOffsets());
  } catch (error) {
    log.error({ err: error, group: options.group, topic, partition }, 'batch failed, it comes again');
    throw error;
  } finally {
    clearInterval(timer);
  }
  if (lost !== undefined) throw lost as Error;
  await beat();
  if (lost !== undefined) throw lost as Error;
};
