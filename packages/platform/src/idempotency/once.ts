import type { Operation, Reply } from '@concord/contracts';
import type { Call } from '../http/handler.ts';
import { repeated } from '../lifecycle/repeated.ts';
import type { Part } from '../lifecycle/part.ts';
import type { Db, Tx } from '../mysql/database.ts';
import { transaction } from '../mysql/transaction.ts';
import { encodeReply, type SentReply } from '../http/sent-reply.ts';
import { answeredOrClaimed, findAnswer, forgetAnswers, keepAnswer } from './store.ts';

/**
 * `transaction` for an operation that is `keyed`: with the same `Idempotency-Key`, `work` is done once and its reply is given to all.
 *
 * The reply is kept in the transaction of the effect, so neither exists without the other, whatever dies when. A failure keeps nothing: the
 * same key may then be tried again. Keys belong to the account and to this database; they are good for 24 hours.
 */
export const once = <O extends Operation>(
  db: Db,
  { idempotency, operation }: Call<O>,
  work: (tx: Tx) => Promise<Reply<O>>,
): Promise<Reply<O> | SentReply> =>
  transaction<Reply<O> | SentReply>(db, async (tx) => {
    if (idempotency === null) return work(tx);
    const before = await answeredOrClaimed(tx, idempotency);
    if (before !== null) return before;
    const reply = encodeReply(operation, await work(tx));
    await keepAnswer(tx, idempotency, reply);
    return reply;
  });

/**
 * The answer that `once` has kept for this call, or null. For an operation that looks before `once` whether its caller may do it: what they
 * have done already is told again, also where they may not do it any more. Throws as `once` does for a key.
 */
export const keptAnswer = async <O extends Operation>(db: Db, { idempotency }: Call<O>): Promise<SentReply | null> =>
  idempotency && findAnswer(db, idempotency);

const sweepEveryMs = 60_000;
const sweepSize = 5_000;

/** Forgets kept answers when their time is over. */
export const answerSweeper = (db: Db): Part =>
  repeated({
    name: 'kept answers',
    everyMs: sweepEveryMs,
    work: async (stopped) => {
      while (!stopped() && (await forgetAnswers(db, sweepSize)) === sweepSize);
    },
  });
