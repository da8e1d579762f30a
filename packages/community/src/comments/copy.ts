import { state, type Id } from '@concord/contracts';
import { localCopy, type Knex, type Reader } from '@concord/platform';
import type { CommentFacts } from '../peers/comment-service.ts';

/** The copy of state.comment.comments, as far as others need it; called by the migration of a service that keeps one. */
export const commentsTable = (knex: Knex): Promise<unknown> =>
  knex.raw(`CREATE TABLE comments (
    id BIGINT NOT NULL PRIMARY KEY,
    post_id BIGINT NOT NULL,
    user_id BIGINT NOT NULL,
    deleted TINYINT(1) NOT NULL,
    version BIGINT NOT NULL
  ) COMMENT 'copy of state.comment.comments'`);

/** The copy of comments: whose they are and under which post. */
export const commentsCopy = localCopy(state.comment.comments, {
  table: 'comments',
  key: 'id',
  columns: { post_id: 'post_id', user_id: 'user_id', deleted: ({ deleted_at }) => deleted_at !== null },
});

/** What the copy says of a comment. */
export interface HeldComment extends CommentFacts {
  readonly deleted: boolean;
}

interface Row {
  readonly id: Id;
  readonly post_id: Id;
  readonly user_id: Id;
  readonly deleted: 0 | 1;
}

/** Null where the comment has not arrived. */
export const findComment = async (reader: Reader, id: Id): Promise<HeldComment | null> => {
  const row = (await reader('comments').where({ id }).first()) as Row | undefined;
  return row === undefined
    ? null
    : { id: row.id, postId: row.post_id, userId: row.user_id, deleted: row.deleted === 1 };
};
