import type { Id } from '@concord/contracts';
import type { Db, Part, Pass } from '@concord/platform';
import { holdReach } from '../store/people.ts';
import { rewriteReach } from '../store/posts.ts';
import { endRewrite, rewrites } from '../store/reach-changes.ts';

/** Large transactions are held whole by the pipeline, and the lock on the author keeps them from writing. */
const limit = 1_000;

/**
 * Gives all posts of an author their reach, then ends the rewriting and the narrowing. The end is committed after the last post; searches
 * leave the author out until their index has come past it. Only posts with another reach are touched, and each step reads the author anew,
 * so the newest profile wins.
 */
export const reachPass: Pass<{ readonly user_id: Id }, Id> = {
  step: async (tx, { user_id: userId }, after = 0) => {
    const reach = await holdReach(tx, userId);
    return reach === null ? null : rewriteReach(tx, { userId, reach, after, limit });
  },
  end: endRewrite,
};

/** Rewrites posts that carry a reach that is not their author's any more. */
export const reachRewriter = (db: Db): Part => rewrites.worker(db, reachPass);
