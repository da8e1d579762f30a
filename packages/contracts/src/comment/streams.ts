import { z } from 'zod';
import { column, event, stateStream } from '../kit/stream.ts';
import { Reach } from '../vocabulary.ts';

export const commentComments = stateStream({
  service: 'comment',
  table: 'comments',
  key: ['id'],
  summary: 'Comments with what decides who may read them; a deleted one keeps its row without content',
  columns: z.object({
    id: column.id(),
    post_id: column.id(),
    parent_id: column.id().nullable(),
    user_id: column.id(),
    content: column.text(),
    mentions: column.json(z.array(z.int())),
    like_count: z.int(),
    /** Whether the account of who wrote it is active. */
    author_active: column.flag(),
    /** The post's author, and what is left of the post's audience within its author's reach: both decide about the comment too. */
    post_user_id: column.id(),
    post_width: Reach,
    post_deleted: column.flag(),
    created_at: column.time(),
    updated_at: column.time(),
    deleted_at: column.time().nullable(),
    version: column.version(),
  }),
});

export const commentNarrowings = stateStream({
  service: 'comment',
  table: 'narrowings',
  key: ['kind', 'subject_id'],
  summary:
    'Posts and authors whose comments are being rewritten because fewer people may see them: searches leave them out meanwhile',
  columns: z.object({
    kind: z.enum(['post', 'author']),
    subject_id: column.id(),
    active: column.flag(),
    version: column.version(),
  }),
});

export const commentCounts = stateStream({
  service: 'comment',
  table: 'comment_counts',
  key: ['target_type', 'target_id'],
  summary:
    'How many comments a post has, or replies a comment: not deleted, by active accounts, however deep under the post',
  columns: z.object({
    target_type: z.enum(['post', 'comment']),
    target_id: column.id(),
    count: z.int(),
    version: column.version(),
  }),
});

const one = z.strictObject({
  commentId: z.int(),
  postId: z.int(),
  parentId: z.int().nullable(),
  authorId: z.int(),
  version: z.int(),
});
const said = one.extend({ mentionIds: z.array(z.int()) });
const written = said.extend({ postAuthorId: z.int(), parentAuthorId: z.int().nullable() });
export const commentCreated = event('comment.created', 'A comment was written', written);
export const commentUpdated = event('comment.updated', 'A comment was edited', said);
export const commentDeleted = event('comment.deleted', 'A comment was deleted', one);
