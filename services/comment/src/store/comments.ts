import { errors, type Id } from '@concord/contracts';
import { forgetBefore, type Reader, type Tx } from '@concord/platform';
import type { Comment, Draft } from '../domain/comment.ts';
import type { Path } from '../domain/path.ts';

/** In place of who wrote a comment, or the post it stands on, when the account is deleted. */
export const nobody = 0;

/** What is read of a row of `comments`; JSON columns arrive parsed. */
export interface CommentRow {
  readonly id: Id;
  readonly post_id: Id;
  readonly parent_id: Id | null;
  readonly root_id: Id;
  readonly user_id: Id;
  readonly depth: number;
  readonly content: string;
  readonly mentions: readonly Id[];
  readonly like_count: number;
  readonly places: number;
  readonly gone: 0 | 1;
  readonly revision: number;
  readonly created_at: Date;
  readonly updated_at: Date;
  readonly deleted_at: Date | null;
  readonly version: number;
}

/** The columns of a `CommentRow`; the path may be long and is read where it is needed. */
export const commentColumns = [
  ...['id', 'post_id', 'parent_id', 'root_id', 'user_id', 'depth', 'content', 'mentions', 'like_count', 'places'],
  ...['gone', 'revision', 'created_at', 'updated_at', 'deleted_at', 'version'],
] as const;

export const commentOf = (row: CommentRow): Comment => ({
  id: row.id,
  postId: row.post_id,
  parentId: row.parent_id,
  rootId: row.root_id,
  userId: row.user_id,
  depth: row.depth,
  content: row.content,
  mentions: row.mentions,
  likeCount: row.like_count,
  places: row.places,
  gone: row.gone === 1,
  revision: row.revision,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
  deletedAt: row.deleted_at,
  version: row.version,
});

const contentOf = ({ content, mentions, revision, updatedAt, version }: Comment) => ({
  content,
  mentions: JSON.stringify(mentions),
  revision,
  updated_at: updatedAt,
  version,
});

/** Writes a comment of an active author. */
export const insertComment = async (tx: Tx, { comment, path, post }: Draft): Promise<void> => {
  await tx('comments').insert({
    id: comment.id,
    post_id: comment.postId,
    parent_id: comment.parentId,
    root_id: comment.rootId,
    user_id: comment.userId,
    path,
    depth: comment.depth,
    author_active: 1,
    post_user_id: post.userId,
    post_width: post.width,
    post_deleted: post.deleted,
    created_at: comment.createdAt,
    ...contentOf(comment),
  });
};

/** Null where there is no such comment, or where it has been deleted. */
export const findComment = async (reader: Reader, id: Id): Promise<Comment | null> => {
  const row = await reader('comments')
    .where({ id })
    .whereNull('deleted_at')
    .first<CommentRow | undefined>(...commentColumns);
  return row === undefined ? null : commentOf(row);
};

/** Who wrote a comment on the post, also a deleted one; null where there is none. */
export const findWriter = async (reader: Reader, postId: Id, id: Id): Promise<Id | null> => {
  const row = await reader('comments')
    .where({ id, post_id: postId })
    .first<{ readonly user_id: Id } | undefined>('user_id');
  return row?.user_id ?? null;
};

/** Where the comment stands at which a page ended, also a deleted one. Throws `cursor_invalid` where it was purged since. */
export const findPath = async (reader: Reader, id: Id): Promise<Path> => {
  const row = await reader('comments').where({ id }).first<{ readonly path: Path } | undefined>('path');
  if (row === undefined) throw errors.cursorInvalid();
  return row.path;
};

/** A comment that is held for writing. */
export interface HeldComment {
  readonly comment: Comment;
  readonly path: Path;
  /** Whether it is counted as by an active account. */
  readonly authorActive: boolean;
}

type HeldRow = CommentRow & { readonly path: Path; readonly author_active: 0 | 1 };

/** The comment, also a deleted one, held for writing until the transaction ends. Throws `not_found` where there is none. */
export const lockComment = async (tx: Tx, id: Id): Promise<HeldComment> => {
  const row = await tx('comments')
    .where({ id })
    .forUpdate()
    .first<HeldRow | undefined>(...commentColumns, 'path', 'author_active');
  if (row === undefined) throw errors.notFound();
  return { comment: commentOf(row), path: row.path, authorActive: row.author_active === 1 };
};

/** Writes a held comment's next revision, and keeps what it said before. */
export const replaceContent = async (tx: Tx, before: Comment, after: Comment): Promise<void> => {
  const { id, revision, content, updatedAt } = before;
  await tx('earlier_contents').insert({ comment_id: id, revision, content, written_at: updatedAt });
  await tx('comments').where({ id }).update(contentOf(after));
};

/** A reply has got its place under a held comment. Nothing that is captured changes, so the version does not rise. */
export const addPlace = async (tx: Tx, parent: Id): Promise<void> => {
  await tx('comments').where({ id: parent }).increment('places', 1);
};

/** When a comment is deleted, and whether by a decision of moderators. */
export interface Blanking {
  readonly at: Date;
  readonly removed: boolean;
}

/**
 * Leaves of a held comment nothing but its row: readers of the stream learn that it is gone. Its place stays while there are replies;
 * else it goes, and so do the empty places above it that have no others left. Gives its version then.
 *
 * Rows are taken from the bottom up, here and wherever several are taken; a reply takes only the one it is written under.
 */
export const blankComment = async (
  tx: Tx,
  { id, parentId, places, version }: Comment,
  { at, removed }: Blanking,
): Promise<number> => {
  await tx('comments')
    .where({ id })
    .update({
      content: '',
      mentions: '[]',
      gone: places === 0,
      updated_at: at,
      deleted_at: at,
      removed,
      version: version + 1,
    });
  await forgetBefore(tx('comments').where({ id }));
  await tx('earlier_contents').where({ comment_id: id }).delete();
  if (places === 0) await takePlace(tx, parentId);
  return version + 2;
};

const takePlace = async (tx: Tx, parent: Id | null): Promise<void> => {
  for (let above = parent; above !== null;) {
    const { comment } = await lockComment(tx, above);
    const goes = comment.deletedAt !== null && comment.places === 1;
    await tx('comments')
      .where({ id: above })
      .update({ places: comment.places - 1, gone: goes });
    above = goes ? comment.parentId : null;
  }
};
