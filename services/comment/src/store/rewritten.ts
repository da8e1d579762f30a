import { holdPerson, holdPost } from '@concord/community';
import type { Id } from '@concord/contracts';
import type { Query, Tx } from '@concord/platform';
import { isActive, stateOf, type Subject } from '../domain/changes.ts';
import { count } from './counted.ts';
import { columnOf } from './rewrites.ts';

interface Touched {
  readonly id: Id;
  readonly post_id: Id;
  readonly parent_id: Id | null;
}

export interface Chunk {
  readonly subject: Subject;
  /** Only older comments than this. */
  readonly before: Id;
  readonly limit: number;
}

/**
 * Gives the next comments of a subject, from the newest to the oldest and at most `limit`, its present state, with their versions
 * raised; the subject is held meanwhile. Gives the last id rewritten, null when there was none left.
 */
export const rewriteChunk = (tx: Tx, chunk: Chunk): Promise<Id | null> =>
  chunk.subject.kind === 'post' ? rewritePost(tx, chunk) : rewriteAuthor(tx, chunk);

const rewritePost = async (tx: Tx, chunk: Chunk): Promise<Id | null> => {
  const post = await holdPost(tx, chunk.subject.id);
  if (post === null) return null;
  const { width, deleted } = stateOf(post);
  const touched = await next(tx, chunk, (other) =>
    other.whereNot({ post_width: width }).orWhereNot({ post_deleted: deleted }),
  );
  return rewrite(tx, touched, { post_width: width, post_deleted: deleted });
};

/** The comments of an account that is not active do not count: the counts change with the rows, in one transaction. */
const rewriteAuthor = async (tx: Tx, chunk: Chunk): Promise<Id | null> => {
  const person = await holdPerson(tx, chunk.subject.id);
  if (person === null) return null;
  const active = isActive(person);
  const touched = await next(tx, chunk, (other) => other.whereNot({ author_active: active }));
  const counted = touched.map((row) => ({ postId: row.post_id, parentId: row.parent_id }));
  await count(tx, counted, active ? 1 : -1);
  return rewrite(tx, touched, { author_active: active });
};

/** From the newest to the oldest: as a deletion takes them, from the bottom up. */
const next = (tx: Tx, { subject, before, limit }: Chunk, differs: (other: Query) => unknown): Promise<Touched[]> =>
  tx('comments')
    .where({ [columnOf[subject.kind]]: subject.id })
    .whereNull('deleted_at')
    .where('id', '<', before)
    .where((other) => void differs(other))
    .orderBy('id', 'desc')
    .limit(limit)
    .forUpdate()
    .select<Touched[]>('id', 'post_id', 'parent_id');

const rewrite = async (tx: Tx, touched: readonly Touched[], state: Record<string, unknown>): Promise<Id | null> => {
  const ids = touched.map(({ id }) => id);
  if (ids.length > 0)
    await tx('comments')
      .whereIn('id', ids)
      .update({ ...state, version: tx.raw('version + 1') });
  return ids.at(-1) ?? null;
};
