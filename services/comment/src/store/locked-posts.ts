import type { Id } from '@concord/contracts';
import type { Reader, Tx } from '@concord/platform';

/** Whether the post takes no more comments. */
export const isLocked = async (reader: Reader, postId: Id): Promise<boolean> =>
  (await reader('locked_posts').where({ post_id: postId }).first('post_id')) !== undefined;

/** From the commit on the post takes no more comments: waits for those that are being written, which hold the post. */
export const lockPost = async (tx: Tx, postId: Id, at: Date): Promise<void> => {
  await tx('posts').where({ id: postId }).forUpdate().first('id');
  await tx('locked_posts').insert({ post_id: postId, locked_at: at }).onConflict('post_id').ignore();
};

export const unlockPost = async (tx: Tx, postId: Id): Promise<void> => {
  await tx('locked_posts').where({ post_id: postId }).delete();
};
