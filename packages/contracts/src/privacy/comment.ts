import { blanked, erased, impersonal, kept, tombstone, type Tables } from './facts.ts';
import { erasures, idempotency_keys, people, platform, posts, relations, waiting } from './shared.ts';

/** `concord_comment` */
export const comment: Tables = {
  ...platform,
  erasures,
  comments: {
    summary: 'Comments; a deleted one keeps its place in the thread while others have replied to it',
    accounts: blanked('user_id', 'mentions', 'post_user_id'),
    personal: {
      ...tombstone('id'),
      ...blanked('content', 'updated_at'),
      ...kept(null, 'the place in the thread is of nobody any more and says nothing')('created_at'),
    },
    neither: [
      ...['post_id', 'parent_id', 'root_id', 'path', 'depth', 'like_count', 'places', 'gone', 'author_active'],
      ...['post_width', 'post_deleted', 'revision', 'deleted_at', 'removed', 'version'],
    ],
    exported: [
      {
        as: 'comments',
        summary: 'What you commented',
        of: ['user_id'],
        key: ['id'],
        columns: [
          ...['id', 'post_id', 'parent_id', 'content', 'mentions', 'like_count', 'revision'],
          ...['created_at', 'updated_at'],
        ],
        unless: 'deleted_at',
      },
    ],
  },
  earlier_contents: {
    summary: 'What comments said before they were edited',
    accounts: {},
    personal: erased('comment_id', 'revision', 'content', 'written_at'),
    neither: [],
    exported: [
      {
        as: 'comment-edits',
        summary: 'What your comments said before you edited them',
        of: ['user_id'],
        through: { column: 'comment_id', table: 'comments', key: 'id' },
        key: ['comment_id', 'revision'],
        columns: ['comment_id', 'revision', 'content', 'written_at'],
      },
    ],
  },
  locked_posts: {
    summary: 'Posts that take no more comments',
    accounts: {},
    personal: kept(null, 'it names a post that is empty and of nobody')('post_id', 'locked_at'),
    neither: [],
    exported: [
      {
        as: 'locked-posts',
        summary: 'Posts of yours that take no more comments',
        of: ['user_id'],
        through: { column: 'post_id', table: 'posts', key: 'id' },
        key: ['post_id'],
        columns: ['post_id', 'locked_at'],
      },
    ],
  },
  comment_counts: impersonal(
    'How many comments a post or comment has',
    ...['target_type', 'target_id', 'count', 'version'],
  ),
  comment_counts_pending: impersonal(
    'Changes of counts that are not added yet',
    ...['id', 'target_type', 'target_id', 'change'],
  ),
  reaction_counts: impersonal('Copy of how many reactions a comment has', 'target_id', 'type', 'count', 'version'),
  narrowings: {
    summary: 'Posts and authors whose comments are being rewritten because fewer people may see them',
    accounts: tombstone('subject_id'),
    personal: {},
    neither: ['kind', 'active', 'version'],
    exported: 'a mark for searches that says nothing of its own',
  },
  rewrites: waiting('Posts and authors whose comments are to be rewritten', 'subject_id', 'kind', 'requested'),
  people,
  relations,
  posts,
  idempotency_keys,
};
