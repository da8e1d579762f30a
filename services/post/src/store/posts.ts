import { errors, type Id, type Reach } from '@concord/contracts';
import { forgetBefore, type Reader, type Tx } from '@concord/platform';
import type { Draft, Post } from '../domain/post.ts';

/** A row of `posts`; JSON columns arrive parsed. */
export interface PostRow {
  readonly id: Id;
  readonly user_id: Id;
  readonly content: string;
  readonly media: readonly Id[];
  readonly location: string | null;
  readonly audience: Post['audience'];
  readonly tags: readonly string[];
  readonly mentions: readonly Id[];
  readonly like_count: number;
  readonly comment_count: number;
  readonly share_count: number;
  readonly shared_post_id: Id | null;
  readonly created_at: Date;
  readonly updated_at: Date;
  readonly revision: number;
  readonly version: number;
}

export const postOf = (row: PostRow): Post => ({
  id: row.id,
  userId: row.user_id,
  content: row.content,
  media: row.media,
  location: row.location,
  audience: row.audience,
  tags: row.tags,
  mentions: row.mentions,
  likeCount: row.like_count,
  commentCount: row.comment_count,
  shareCount: row.share_count,
  sharedPostId: row.shared_post_id,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
  revision: row.revision,
  version: row.version,
});

const contentOf = (post: Post) => ({
  content: post.content,
  media: JSON.stringify(post.media),
  location: post.location,
  audience: post.audience,
  tags: JSON.stringify(post.tags),
  mentions: JSON.stringify(post.mentions),
  updated_at: post.updatedAt,
  revision: post.revision,
  version: post.version,
});

export const insertPost = async (tx: Tx, post: Draft): Promise<void> => {
  await tx('posts').insert({
    id: post.id,
    user_id: post.userId,
    reach: post.reach,
    shared_post_id: post.sharedPostId,
    created_at: post.createdAt,
    ...contentOf(post),
  });
};

/** Null where there is no such post, where it has been deleted or is not published. */
export const findPost = async (reader: Reader, id: Id): Promise<Post | null> => {
  const row = (await reader('posts').where({ id, is_published: 1 }).whereNull('deleted_at').first()) as
    PostRow | undefined;
  return row === undefined ? null : postOf(row);
};

/** Whose a post is and who may see it, as its captured row says; null where it has been deleted. */
export const findFacts = async (reader: Reader, id: Id) => {
  const row = (await reader('posts').where({ id }).whereNull('deleted_at').first()) as
    (PostRow & { readonly reach: Reach; readonly is_published: 0 | 1 }) | undefined;
  if (row === undefined) return null;
  const { user_id: userId, audience, reach, version } = row;
  return { id, userId, audience: row.is_published ? audience : ('private' as const), reach, version };
};

/** The post, held for writing until the transaction ends; null where there is none, or where it has been deleted. */
export const holdPost = async (tx: Tx, id: Id): Promise<Post | null> => {
  const row = (await tx('posts').where({ id }).whereNull('deleted_at').forUpdate().first()) as PostRow | undefined;
  return row === undefined ? null : postOf(row);
};

/** The post, held as by `holdPost`. Throws `not_found` where it has been deleted. */
export const lockPost = async (tx: Tx, id: Id): Promise<Post> => {
  const post = await holdPost(tx, id);
  if (post === null) throw errors.notFound();
  return post;
};

/** Writes a locked post's next version. */
export const replacePost = async (tx: Tx, post: Post): Promise<void> => {
  await tx('posts').where({ id: post.id }).update(contentOf(post));
};

/** What a deleted post says. */
export const blank = (at: Date) => ({
  ...{ content: '', media: '[]', location: null, tags: '[]', mentions: '[]' },
  ...{ updated_at: at, deleted_at: at },
});

/** When a post is deleted, and whether by a decision of moderators. */
export interface Blanking {
  readonly at: Date;
  readonly removed: boolean;
}

/** Leaves of a locked post nothing but its row: readers of the stream learn that it is gone. Gives its version then. */
export const blankPost = async (tx: Tx, { id, version }: Post, { at, removed }: Blanking): Promise<number> => {
  await tx('posts')
    .where({ id })
    .update({ ...blank(at), removed, version: version + 1 });
  await forgetBefore(tx('posts').where({ id }));
  return version + 2;
};

/**
 * Gives the next posts of an author after `after` the reach, at most `limit`, with their versions raised. Gives the last id rewritten,
 * null when there was none left.
 */
export const rewriteReach = async (
  tx: Tx,
  { userId, reach, after, limit }: { userId: Id; reach: Reach; after: Id; limit: number },
): Promise<Id | null> => {
  const ids = (await tx('posts')
    .where({ user_id: userId })
    .whereNull('deleted_at')
    .where('id', '>', after)
    .whereNot({ reach })
    .orderBy('id')
    .limit(limit)
    .forUpdate()
    .pluck('id')) as Id[];
  if (ids.length === 0) return null;
  await tx('posts')
    .whereIn('id', ids)
    .update({ reach, version: tx.raw('version + 1') });
  return ids.at(-1) ?? null;
};
