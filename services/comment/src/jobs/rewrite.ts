import type { Id } from '@concord/contracts';
import { counter, repeated, transaction, type Db, type Part } from '@concord/platform';
import { endRewrite, pendingRewrites, type PendingRewrite } from '../store/rewrites.ts';
import { rewriteChunk, type Chunk } from '../store/rewritten.ts';

/** Large transactions are held whole by the pipeline, and the lock on the subject keeps people from writing. */
const limit = 1_000;
const everyMs = 1_000;

const rewritten = counter({
  name: 'concord_comment_rewrites_total',
  help: 'Posts and authors whose comments were all given their present state',
});

/**
 * Gives all comments of one subject its state, then ends the rewriting and the narrowing. The end is committed after the last comment;
 * searches leave the subject out until their index has come past it.
 *
 * May be interrupted anywhere and begun again by anyone: the request stays until a whole pass has been made for its number, only
 * comments with another state are touched, and each chunk reads the subject anew, so the newest state wins. What is written meanwhile
 * carries the state that its writer held.
 */
export const advance = async (db: Db, pending: PendingRewrite, stopped: () => boolean = () => false): Promise<void> => {
  let before: Id | null = Number.MAX_SAFE_INTEGER;
  while (before !== null) {
    if (stopped()) return;
    before = await nextChunk(db, { subject: pending.subject, before, limit });
  }
  if (await transaction(db, (tx) => endRewrite(tx, pending))) rewritten.inc();
};

const nextChunk = (db: Db, chunk: Chunk): Promise<Id | null> => transaction(db, (tx) => rewriteChunk(tx, chunk));

/** Advances all that is pending, once. */
export const advanceAll = async (db: Db, stopped: () => boolean = () => false): Promise<void> => {
  for (const pending of await pendingRewrites(db)) await advance(db, pending, stopped);
};

/** Looks once a second whether comments carry what is not so any more; goes on where a dead process stopped. */
export const rewriter = (db: Db): Part =>
  repeated({ name: 'rewrites', everyMs, work: (stopped) => advanceAll(db, stopped) });
