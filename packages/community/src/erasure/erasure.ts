import { events, type ErasingService, type Id } from '@concord/contracts';
import {
  logger,
  onEvent,
  repeated,
  transaction,
  type Consumer,
  type Db,
  type Part,
  type Reader,
  type Tx,
} from '@concord/platform';
import {
  acknowledge,
  acknowledgeAgain,
  addErased,
  beginErasure,
  dueErasures,
  giveNextTurn,
  holdErasure,
  isSettled,
} from './store.ts';

/** One kind of things that a service holds of an account. */
export interface ErasureStep {
  /** What the status of the deletion calls them: `posts`. */
  readonly kind: string;
  /** How many are dealt with in one transaction; 1,000 unless told. */
  readonly atOnce?: number;
  /** Others did it to the account: how many is told to nobody, or the status of a deletion would say that somebody had blocked or reported it. */
  readonly byOthers?: true;
  /** Deletes or anonymises the next of them, at most `limit`; gives how many, 0 when none is left. What is erased it must not find again. */
  erase(tx: Tx, account: Id, limit: number): Promise<number>;
}

export interface ErasureOptions {
  readonly service: ErasingService;
  /** In this order. */
  readonly steps: readonly ErasureStep[];
  /** Whether the service's copies know that the account is deleted, and hold nothing any more that its owner takes away. */
  readonly isKnown: (reader: Reader, account: Id) => Promise<boolean>;
}

export interface Erasure {
  /** Learns of deleted accounts; told again of one that is erased, says that it is. */
  readonly consumer: Consumer;
  /** One turn: goes over the accounts of which something may be left and whose turn it is. */
  advance(db: Db, settleMs: number, stopped?: () => boolean): Promise<void>;
  /** Looks once a second; goes on where a dead process stopped. */
  worker(db: Db, settleMs: number): Part;
}

const everyMs = 1_000;
const atOnce = 1_000;
const accountsPerTurn = 100;
/** Then the next account has its turn: who wrote much delays nobody else. */
const chunksPerTurn = 100;

/**
 * What a service does about deleted accounts: it erases step by step, in chunks that are each a transaction, and says when nothing is left.
 *
 * Nothing is left when a whole pass finds nothing that was begun after the copies knew (from then on no operation that holds its writer
 * lets the account write) and after the time within which the account's last access token could act in any other way. A pass may end
 * anywhere: chunks find by themselves what is left, and only a pass from the first step to the last counts. What is counted is
 * committed with its chunk.
 */
export const erasure = ({ service, steps, isKnown }: ErasureOptions): Erasure => {
  const log = logger(`erasure ${service}`);

  const eraseChunk = (db: Db, account: Id, step: ErasureStep): Promise<number> =>
    transaction(db, async (tx) => {
      const held = await holdErasure(tx, account);
      if (held === null) return 0;
      const erased = await step.erase(tx, account, step.atOnce ?? atOnce);
      if (erased > 0 && step.byOthers !== true) await addErased(tx, account, held, step.kind, erased);
      return erased;
    });

  /** Whether it came to the end and found nothing. */
  const findsNothing = async (db: Db, account: Id, stopped: () => boolean): Promise<boolean> => {
    let chunks = 0;
    for (const step of steps)
      while (!stopped() && chunks < chunksPerTurn && (await eraseChunk(db, account, step)) > 0) chunks += 1;
    return chunks === 0 && !stopped();
  };

  const advanceOne = async (db: Db, account: Id, settleMs: number, stopped: () => boolean) => {
    const mayEnd = (await isSettled(db, account, settleMs)) && (await isKnown(db, account));
    if (!(await findsNothing(db, account, stopped)) || !mayEnd) return;
    await transaction(db, async (tx) => {
      const held = await holdErasure(tx, account);
      if (held !== null) await acknowledge(tx, service, account, held);
    });
  };

  const advance: Erasure['advance'] = async (db, settleMs, stopped = () => false) => {
    for (const account of await dueErasures(db, accountsPerTurn)) {
      if (stopped()) return;
      await advanceOne(db, account, settleMs, stopped).catch((error: unknown) => {
        log.warn({ err: error, account }, 'waits for the next turn');
      });
      await giveNextTurn(db, account);
    }
  };

  const begin = async (tx: Tx, deleted: { accountId: Id; version: number }) => {
    await beginErasure(tx, deleted);
    await acknowledgeAgain(tx, service, deleted.accountId);
  };

  return {
    consumer: onEvent(events.accountDeleted, { name: 'erase an account', handle: begin }),
    advance,
    worker: (db, settleMs) =>
      repeated({ name: `erasure ${service}`, everyMs, work: (stopped) => advance(db, settleMs, stopped) }),
  };
};
