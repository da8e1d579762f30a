import type { Id } from '@concord/contracts';
import { counter, logger, transaction, type Db, type Part } from '@concord/platform';
import { holdReach } from '../store/people.ts';
import { rewriteReach } from '../store/posts.ts';
import { dueRewrites, endRewrite, rewriteDone, type PendingRewrite } from '../store/reach-changes.ts';

export interface RewriteOptions {
  readonly db: Db;
  readonly clock: { now(): Date };
  /**
   * How long an author stays excluded from searches after their last post was rewritten. The end of a narrowing travels by another
   * topic than the posts and may overtake them. Searches do not answer from an index that is too far behind (60 s, search's
   * CONCORD_INDEX_MAX_AGE_MS); what was committed longer ago than that is in any index that they answer from.
   */
  readonly holdMs: number;
}

/** Large transactions are held whole by the pipeline, and the lock on the author keeps them from writing. */
const chunk = 1_000;
const everyMs = 1_000;

const rewritten = counter({
  name: 'concord_post_reach_rewrites_total',
  help: 'Authors whose posts were all given their present reach',
});

/**
 * Brings one author's rewriting a step further: rewrites the posts, or ends it when it has been held long enough.
 *
 * May be interrupted anywhere and begun again by anyone: the request stays until a whole pass has been made for its number, only posts
 * with another reach are touched, and each chunk reads the author anew, so the newest profile wins.
 */
export const advance = async (
  { db, clock }: RewriteOptions,
  pending: PendingRewrite,
  stopped: () => boolean = () => false,
): Promise<void> => {
  if (pending.rewrittenAt !== null) return transaction(db, (tx) => endRewrite(tx, pending));
  let after: Id | null = 0;
  while (after !== null) {
    if (stopped()) return;
    after = await rewriteChunk(db, pending.userId, after);
  }
  await rewriteDone(db, pending, clock.now());
  rewritten.inc();
};

const rewriteChunk = (db: Db, userId: Id, after: Id): Promise<Id | null> =>
  transaction(db, async (tx) => {
    const reach = await holdReach(tx, userId);
    return reach === null ? null : rewriteReach(tx, { userId, reach, after, limit: chunk });
  });

/** Advances all that is due, once. */
export const advanceAll = async (options: RewriteOptions, stopped: () => boolean = () => false): Promise<void> => {
  const { db, clock, holdMs } = options;
  const due = await dueRewrites(db, new Date(clock.now().getTime() - holdMs));
  for (const pending of due) await advance(options, pending, stopped);
};

/** Looks once a second whether posts carry a reach that is not their author's any more; goes on where a dead process stopped. */
export const reachRewriter = (options: RewriteOptions): Part => {
  const log = logger('reach');
  let stopped = true;
  let timer: NodeJS.Timeout | undefined;
  let turn = Promise.resolve();
  const next = () => {
    timer = setTimeout(() => {
      turn = advanceAll(options, () => stopped)
        .catch((error: unknown) => log.warn({ err: error }, 'rewriting waits'))
        .finally(() => {
          if (!stopped) next();
        });
    }, everyMs);
  };
  return {
    name: 'reach',
    start: () => {
      stopped = false;
      next();
      return Promise.resolve();
    },
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await turn;
    },
  };
};
