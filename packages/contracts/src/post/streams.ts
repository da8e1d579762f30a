import { z } from 'zod';
import { column, event, stateStream } from '../kit/stream.ts';
import { Audience, Reach } from '../vocabulary.ts';

export const postPosts = stateStream({
  service: 'post',
  table: 'posts',
  key: ['id'],
  summary: 'Posts with everything their readers need; a deleted one keeps its row without content',
  columns: z.object({
    id: column.id(),
    user_id: column.id(),
    content: column.text(),
    media: column.json(z.array(z.int())),
    location: column.text().nullable(),
    audience: Audience,
    reach: Reach,
    tags: column.json(z.array(z.string())),
    mentions: column.json(z.array(z.int())),
    like_count: z.int(),
    comment_count: z.int(),
    share_count: z.int(),
    is_published: column.flag(),
    created_at: column.time(),
    updated_at: column.time(),
    deleted_at: column.time().nullable(),
    version: column.version(),
  }),
});

export const postNarrowings = stateStream({
  service: 'post',
  table: 'narrowings',
  key: ['user_id'],
  summary:
    'Authors whose posts are being rewritten because fewer people may see them: searches leave them out meanwhile',
  columns: z.object({ user_id: column.id(), active: column.flag(), version: column.version() }),
});

const one = z.strictObject({
  postId: z.int(),
  authorId: z.int(),
  /** Absent in events of releases before comments. */
  mentionIds: z.array(z.int()).optional(),
  version: z.int(),
});
export const postCreated = event('post.created', 'A post was written', one);
export const postUpdated = event('post.updated', 'A post was edited', one);
export const postDeleted = event('post.deleted', 'A post was deleted', one);

export const postShared = event(
  'post.shared',
  'A post was shared, by a post of its own that is also told as created',
  z.strictObject({
    shareId: z.int(),
    postId: z.int(),
    postAuthorId: z.int(),
    actorId: z.int(),
    version: z.int().meta({ description: 'of the share' }),
  }),
);
