import { tagsIn, tagsOf } from '@concord/community';
import {
  receipt,
  state,
  type Audience,
  type Id,
  type NewPost,
  type PostPatch,
  type Reach,
  type Receipt,
} from '@concord/contracts';
import type { z } from 'zod';

/** A post as its row holds it. */
export interface Post {
  readonly id: Id;
  readonly userId: Id;
  readonly content: string;
  readonly media: readonly Id[];
  readonly location: string | null;
  readonly audience: Audience;
  readonly tags: readonly string[];
  /** Ids of people, in the order of the text. */
  readonly mentions: readonly Id[];
  readonly likeCount: number;
  readonly commentCount: number;
  readonly shareCount: number;
  /** What a share shares; null for every other post. */
  readonly sharedPostId: Id | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  /** Raised by edits of its author alone: what its ETag says. */
  readonly revision: number;
  readonly version: number;
}

/** A post that is being written: `reach` is how far its author lets anything go at this moment. */
export type Draft = Post & { readonly reach: Reach };

/** The receipt for a post's row at a version. */
export const written = ({ id, version }: Pick<Post, 'id' | 'version'>): Receipt =>
  receipt(state.post.posts, id, version);

interface Written {
  readonly id: Id;
  readonly userId: Id;
  readonly reach: Reach;
  readonly mentions: readonly Id[];
  readonly at: Date;
  readonly sharedPostId?: Id;
  readonly body: z.output<typeof NewPost>;
}

export const draft = ({ id, userId, reach, mentions, at, sharedPostId, body }: Written): Draft => ({
  id,
  userId,
  reach,
  content: body.content,
  media: [],
  location: body.location,
  audience: body.audience,
  tags: tagsOf(body.tags, body.content),
  mentions,
  likeCount: 0,
  commentCount: 0,
  shareCount: 0,
  sharedPostId: sharedPostId ?? null,
  createdAt: at,
  updatedAt: at,
  revision: 1,
  version: 1,
});

/**
 * The post after an edit, one version later. Tags that were given beside the text stay unless others are given; those of the old text
 * go with it.
 */
export const edited = (
  post: Post,
  patch: z.output<typeof PostPatch>,
  { mentions, at }: { readonly mentions: readonly Id[]; readonly at: Date },
): Post => {
  const content = patch.content ?? post.content;
  return {
    ...post,
    content,
    location: patch.location === undefined ? post.location : patch.location,
    audience: patch.audience ?? post.audience,
    tags: tagsOf(patch.tags ?? givenTags(post), content),
    mentions,
    updatedAt: at,
    revision: post.revision + 1,
    version: post.version + 1,
  };
};

const givenTags = ({ tags, content }: Post): readonly string[] => {
  const own = new Set(tagsIn(content));
  return tags.filter((tag) => !own.has(tag));
};
