import { setTimeout as wait } from 'node:timers/promises';
import { Problem } from '@concord/contracts';
import type { Batch, KafkaRecord } from '../kafka/port.ts';
import { growingPause } from '../lifecycle/growing-pause.ts';
import type { Db, Tx } from '../mysql/database.ts';
import { isUnstorable } from '../mysql/errors.ts';
import { transaction } from '../mysql/transaction.ts';
import { codeOf, firstCause } from '../telemetry/code-of.ts';
import { logger, type Logger } from '../telemetry/log.ts';
import type { Consumer, Plan } from './consumer.ts';

/** Failures of unknown cause are tried this often before the record is put aside. */
const attempts = 4;

export interface Applying {
  readonly db: Db;
  /** Puts a record aside; resolves once it is safe. */
  bury(record: KafkaRecord, reason: string): Promise<void>;
  /** Runs in the transaction of the effect; gives what is to be done once that is committed. */
  alongside?(tx: Tx, plan: Plan): Promise<() => void>;
}

/** What makes the partition's batch be left alone: it comes again, here or at its new owner. */
export class Interrupted extends Error {
  constructor() {
    super('the batch was interrupted');
    this.name = 'Interrupted';
  }
}

/**
 * Applies records in one transaction; resolves when their effect is committed or they are put aside, throws `Interrupted`.
 *
 * An outage (any retriable problem) is waited out, however long it takes. Any other failure is narrowed down by halves to the record
 * at fault, and that one is put aside: at once where MySQL cannot store its values, otherwise after a few attempts.
 */
export const applyAll = async (
  applying: Applying,
  consumer: Consumer,
  all: readonly KafkaRecord[],
  batch: Pick<Batch, 'current'>,
): Promise<void> => {
  const log = logger(`consumer ${consumer.name}`);
  const plan = consumer.plan(all);
  for (const { record, reason } of plan.poison) await throughOutages(batch, log, () => applying.bury(record, reason));
  const poisoned = new Set(plan.poison.map(({ record }) => record));
  const records = all.filter((record) => !poisoned.has(record));
  for (let attempt = 1; ; attempt += 1) {
    try {
      await throughOutages(batch, log, () => takeEffect(applying, plan));
      return;
    } catch (error) {
      if (error instanceof Interrupted) throw error;
      const hopeless = isUnstorable(error);
      if (records.length > 1 && (hopeless || attempt > 1)) return applyHalves(applying, consumer, records, batch);
      if (records.length <= 1 && (hopeless || attempt === attempts))
        return putAside(applying, records, batch, log, error);
      await pause(attempt);
    }
  }
};

const takeEffect = async ({ db, alongside }: Applying, plan: Plan): Promise<void> => {
  if (plan.effect === null && alongside === undefined) return;
  const committed = await transaction(db, async (tx) => {
    await plan.effect?.(tx);
    return alongside?.(tx, plan);
  });
  committed?.();
};

const applyHalves: typeof applyAll = async (applying, consumer, records, batch) => {
  const middle = Math.ceil(records.length / 2);
  await applyAll(applying, consumer, records.slice(0, middle), batch);
  await applyAll(applying, consumer, records.slice(middle), batch);
};

const putAside = async (
  applying: Applying,
  records: readonly KafkaRecord[],
  batch: Pick<Batch, 'current'>,
  log: Logger,
  error: unknown,
): Promise<void> => {
  const { stack = '' } = error as { stack?: string };
  const reason = `cannot be applied: ${codeOf(error)}`;
  // Where it happened, without the message: MySQL's quote the values.
  log.error({ reason, at: stack.split('\n').filter((line) => /^\s+at /.test(line)) }, 'effect failed');
  for (const record of records) await throughOutages(batch, log, () => applying.bury(record, reason));
};

/** Runs `work` until it is not stopped by an outage any more. */
export const throughOutages = async <T>(
  batch: Pick<Batch, 'current'>,
  log: Logger,
  work: () => Promise<T>,
): Promise<T> => {
  for (let attempt = 1; ; attempt += 1) {
    if (!batch.current()) throw new Interrupted();
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Problem && error.spec.retriable)) throw error;
      if (attempt === 1 || attempt % 30 === 0)
        log.warn({ reason: codeOf(firstCause(error)), attempt }, 'outage: waiting');
      await pause(attempt);
    }
  }
};

const pause = (attempt: number) => wait(growingPause(attempt, { firstMs: 100, mostMs: 2_000 }));
