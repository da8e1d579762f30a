import { events } from '@concord/contracts';
import { publish, type Tx } from '@concord/platform';
import type { Post } from '../domain/post.ts';
import { blankPost, type Blanking } from './posts.ts';
import { changeShares } from './shares.ts';

/** Deletes a locked post, whoever wanted it, and tells it; gives the row's version then. */
export const deleteLocked = async (tx: Tx, post: Post, blanking: Blanking): Promise<number> => {
  const version = await blankPost(tx, post, blanking);
  if (post.sharedPostId !== null) await changeShares(tx, post.sharedPostId);
  await publish(tx, events.postDeleted, post.id, { postId: post.id, authorId: post.userId, version });
  return version;
};
