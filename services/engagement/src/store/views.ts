import type { Id } from '@concord/contracts';
import type { Tx } from '@concord/platform';
import { isOwn } from '../domain/happening.ts';
import { ofView } from '../domain/happenings-of.ts';
import { mark } from './marks.ts';
import { count } from './record.ts';

export interface View {
  readonly postId: Id;
  readonly authorId: Id;
  readonly viewerId: Id;
  readonly at: Date;
}

/** Marks a view and lets it wait to be counted: no row is contended for, however many view one post at once. */
export const noteView = async (tx: Tx, { postId, authorId, viewerId, at }: View): Promise<void> => {
  const view = ofView(postId, authorId, viewerId, at);
  if (isOwn(view) || !(await mark(tx, view))) return;
  await tx('views_waiting').insert({ post_id: postId, author_id: authorId, at });
};

interface Row {
  readonly id: number;
  readonly post_id: Id;
  readonly author_id: Id;
  readonly at: Date;
}

/** Counts views that wait, at most `limit`, and gives how many; those that somebody else is counting are left to them. */
export const countViews = async (tx: Tx, limit: number): Promise<number> => {
  const rows = (await tx('views_waiting').orderBy('id').limit(limit).forUpdate().skipLocked()) as Row[];
  await count(
    tx,
    rows.map(({ post_id, author_id, at }) => ({
      ...{ kind: 'view', postId: post_id, authorId: author_id, at, isFirst: true },
    })),
  );
  await tx('views_waiting')
    .whereIn(
      'id',
      rows.map(({ id }) => id),
    )
    .delete();
  return rows.length;
};
