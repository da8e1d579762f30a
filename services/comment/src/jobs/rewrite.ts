import type { Id } from '@concord/contracts';
import type { Db, Part, Pass } from '@concord/platform';
import type { Subject } from '../domain/changes.ts';
import { endRewrite, rewrites } from '../store/rewrites.ts';
import { rewriteChunk } from '../store/rewritten.ts';

/** Large transactions are held whole by the pipeline, and the lock on the subject keeps people from writing. */
const limit = 1_000;

/**
 * Gives all comments of a subject its state, then ends the rewriting and the narrowing. The end is committed after the last comment; searches
 * leave the subject out until their index has come past it. Only comments with another state are touched, and each step reads the subject
 * anew, so the newest state wins. What is written meanwhile carries the state that its writer held.
 */
export const rewritePass: Pass<{ readonly kind: Subject['kind']; readonly subject_id: Id }, Id> = {
  step: (tx, { kind, subject_id: id }, before = Number.MAX_SAFE_INTEGER) =>
    rewriteChunk(tx, { subject: { kind, id }, before, limit }),
  end: endRewrite,
};

/** Rewrites comments that carry what is not so any more. */
export const rewriter = (db: Db): Part => rewrites.worker(db, rewritePass);
