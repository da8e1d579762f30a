import {
  findPost,
  holdPost,
  putPeople as copyPeople,
  putPosts as copyPosts,
  type Person,
  type PostFacts,
} from '@concord/community';
import { errors } from '@concord/contracts';
import type { Tx } from '@concord/platform';
import { changeAuthors, changePosts } from './rewrites.ts';

/** Puts people into the copy as its consumer does. */
export const putPeople = async (tx: Tx, people: readonly Person[]): Promise<void> =>
  changeAuthors(tx, await copyPeople(tx, people));

/** Puts posts into the copy as its consumer does. */
export const putPosts = async (tx: Tx, posts: readonly PostFacts[]): Promise<void> =>
  changePosts(tx, await copyPosts(tx, posts));

/** Puts a post into the copy that lacks it, or is older than what the post service said. */
export const knowPost = async (tx: Tx, known: PostFacts): Promise<void> => {
  const copied = await findPost(tx, known.id);
  if (copied === null || copied.version < known.version) await putPosts(tx, [known]);
};

/** The post as last committed, held still until the transaction ends; known first. */
export const holdKnownPost = async (tx: Tx, known: PostFacts): Promise<PostFacts> => {
  await knowPost(tx, known);
  const held = await holdPost(tx, known.id);
  if (held === null) throw errors.unavailable();
  return held;
};
