import type { CommentFacts } from '@concord/community';
import type { Id } from '@concord/contracts';
import type { Reader } from '@concord/platform';

/** What is known here of a comment. */
interface HeldComment extends CommentFacts {
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
