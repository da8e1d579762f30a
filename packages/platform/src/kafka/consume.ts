import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type kafkajs from 'kafkajs';
import type { Part } from '../lifecycle/part.ts';
import { logger } from '../telemetry/log.ts';
import { retry } from './client.ts';
import { coPartition } from './co-partition.ts';
import { noLedger, offsetLedger } from './offset-ledger.ts';
import type { ConsumeOptions, Kafka, Offsets } from './port.ts';
import { takeBatch } from './take-batch.ts';

/** A member that had no contact with its group for this long is given up and made anew. */
const silentMs = 30_000;
const commitEveryMs = 200;

const settings = {
  partitionAssigners: [coPartition],
  sessionTimeout: 6_000,
  heartbeatInterval: 1_500,
  rebalanceTimeout: 30_000,
  // The broker answers as soon as there is one byte, so waiting long costs no latency; stopping takes as long as a wait.
  minBytes: 1,
  maxWaitTimeInMs: 500,
  // Every partition has its share of every answer: one with a backlog does not starve the others.
  maxBytesPerPartition: 512 * 1_024,
  maxBytes: 64 * 1_024 * 1_024,
  metadataMaxAge: 30_000,
  retry: { ...retry, retries: 10, restartOnFailure: async () => false },
};

/** See `Kafka.consume`. Runs a member until it crashes or falls silent, then the next one, until stopped. */
export const consume = (client: kafkajs.Kafka, kafka: Kafka, options: ConsumeOptions): Part => {
  const log = logger(`consumer ${options.group}`);
  const halt = new AbortController();
  let contactAt: number | null = null;
  let ended: Promise<void> | undefined;

  const runMember = async () => {
    const group = options.throwaway === true ? `${options.group}.${randomUUID()}` : options.group;
    await kafka.ensureTopics(options.topics);
    await options.beforeJoin?.();
    const begin = await options.beginAt?.();
    const member = client.consumer({ ...settings, groupId: group });
    const ledger = options.throwaway === true ? noLedger : offsetLedger(member);
    const crash = new AbortController();
    const startedAt = performance.now();
    const contact = () => void (contactAt = performance.now());
    member.on(member.events.HEARTBEAT, contact);
    member.on(member.events.CRASH, ({ payload }) => crash.abort(payload.error));
    member.on(member.events.GROUP_JOIN, () => {
      contact();
      ledger.clear();
      // Before the first fetch: kafkajs emits this inside the join.
      if (begin !== undefined) seekAll(member, begin);
    });
    try {
      await member.connect();
      await member.subscribe({ topics: options.topics.map(({ name }) => name), fromBeginning: true });
      await member.run({
        autoCommit: false,
        eachBatchAutoResolve: false,
        partitionsConsumedConcurrently: options.batchesAtOnce ?? 1,
        eachBatch: (payload) => takeBatch(payload, options, ledger, halt.signal),
      });
      const over = AbortSignal.any([crash.signal, halt.signal]);
      while (!over.aborted) {
        if (performance.now() - (contactAt ?? startedAt) > silentMs) throw new Error('no contact with the group');
        await ledger.commit();
        await wait(commitEveryMs, undefined, { signal: over }).catch(() => undefined);
      }
      crash.signal.throwIfAborted();
    } finally {
      await ledger.commit();
      await member.disconnect().catch((error: unknown) => log.debug({ err: error }, 'disconnect'));
      if (options.throwaway === true) await kafka.deleteGroup(group).catch(() => undefined);
    }
  };

  const runMembers = async () => {
    for (let failures = 0; !halt.signal.aborted; failures = contactAt === null ? failures + 1 : 0) {
      contactAt = null;
      try {
        await runMember();
      } catch (error) {
        // Once per outage, and then every minute or so.
        const level = failures % 30 === 0 ? 'warn' : 'debug';
        log[level]({ reason: reasonOf(error) }, 'not consuming, trying again');
      }
      await wait(500, undefined, { signal: halt.signal }).catch(() => undefined);
    }
  };

  return {
    name: `consumer ${options.group}`,
    notReady: () =>
      contactAt !== null && performance.now() - contactAt < silentMs / 2 ? null : 'no contact with its group',
    start: async () => {
      ended ??= runMembers();
    },
    stop: async () => {
      halt.abort();
      await ended;
    },
  };
};

const reasonOf = (error: unknown): string => {
  const { cause = error } = error as { cause?: unknown };
  return cause instanceof Error ? cause.message : String(cause);
};

const seekAll = (member: kafkajs.Consumer, begin: ReadonlyMap<string, Offsets>) => {
  for (const [topic, offsets] of begin)
    for (const [partition, offset] of Object.entries(offsets))
      member.seek({ topic, partition: Number(partition), offset: String(offset) });
};
