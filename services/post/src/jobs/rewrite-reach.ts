import type { Id } from '@concord/contracts';
import { counter, repeated, transaction, type Db, type Part } from '@concord/platform';
import { holdReach } from '../store/people.ts';
import { rewriteReach } from '../store/posts.ts';
import { endRewrite, pendingRewrites, type PendingRewrite } from '../store/reach-changes.ts';

/** Large transactions are held whole by the pipeline, and the lock on the author keeps them from writing. */
const chunk = 1_000;
const everyMs = 1_000;

const rewritten = counter({
  name: 'concord_post_reach_rewrites_total',
  help: 'Authors whose posts were all given their present reach',
});

/**
 * Gives all posts of one author their reach, then ends the rewriting and the narrowing. The end is committed after the last post;
 * searches leave the author out until their index has come past it.
 *
 * May be interrupted anywhere and begun again by anyone: the request stays until a whole pass has been made for its number, only posts
 * with another reach are touched, and each chunk reads the author anew, so the newest profile wins.
 */
export const advance = async (db: Db, pending: PendingRewrite, stopped: () => boolean = () => false): Promise<void> => {
  let after: Id | null = 0;
  while (after !== null) {
    if (stopped()) return;
    after = await rewriteChunk(db, pending.userId, after);
  }
  if (await transaction(db, (tx) => endRewrite(tx, pending))) rewritten.inc();
};

const rewriteChunk = (db: Db, userId: Id, after: Id): Promise<Id | null> =>
  transaction(db, async (tx) => {
    const reach = await holdReach(tx, userId);
    return reach === null ? null : rewriteReach(tx, { userId, reach, after, limit: chunk });
  });

/** Advances all that is pending, once. */
export const advanceAll = async (db: Db, stopped: () => boolean = () => false): Promise<void> => {
  for (const pending of await pendingRewrites(db)) await advance(db, pending, stopped);
};

/** Looks once a second whether posts carry a reach that is not their author's any more; goes on where a dead process stopped. */
export const reachRewriter = (db: Db): Part =>
  repeated({ name: 'reach', everyMs, work: (stopped) => advanceAll(db, stopped) });
