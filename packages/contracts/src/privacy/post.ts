import { blanked, impersonal, kept, tombstone, type Tables } from './facts.ts';
import { erasures, idempotency_keys, people, platform, relations, waiting } from './shared.ts';

/** `concord_post` */
export const post: Tables = {
  ...platform,
  erasures,
  posts: {
    summary: 'Posts and shares',
    accounts: blanked('user_id', 'mentions'),
    personal: {
      ...tombstone('id'),
      ...blanked('content', 'media', 'location', 'tags', 'shared_post_id', 'updated_at'),
      ...kept(null, 'the row is of nobody any more and says nothing')('audience', 'created_at'),
    },
    neither: [
      ...['reach', 'like_count', 'comment_count', 'share_count', 'is_published', 'deleted_at', 'removed'],
      ...['version', 'revision'],
    ],
    exported: [
      {
        as: 'posts',
        summary: 'What you posted and shared',
        of: ['user_id'],
        key: ['id'],
        columns: [
          ...['id', 'content', 'media', 'location', 'audience', 'tags', 'mentions', 'shared_post_id', 'like_count'],
          ...['comment_count', 'share_count', 'created_at', 'updated_at'],
        ],
        unless: 'deleted_at',
      },
    ],
  },
  narrowings: {
    summary: 'Authors whose posts are being rewritten because fewer people may see them',
    accounts: tombstone('user_id'),
    personal: {},
    neither: ['active', 'version'],
    exported: 'a mark for searches that says nothing of its own',
  },
  reach_changes: waiting('Authors whose posts are to be rewritten', 'user_id', 'requested'),
  reaction_counts: impersonal('Copy of how many reactions a post has', 'post_id', 'type', 'count', 'version'),
  comment_counts: impersonal('Copy of how many comments a post has', 'post_id', 'count', 'version'),
  share_changes: impersonal('Posts whose shares are to be counted again', 'id', 'post_id'),
  people,
  relations,
  idempotency_keys,
};
