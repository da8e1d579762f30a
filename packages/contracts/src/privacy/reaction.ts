import { blanked, erased, impersonal, tombstone, type Tables } from './facts.ts';
import { erasures, people, platform, posts, relations, waiting } from './shared.ts';

/** `concord_reaction` */
export const reaction: Tables = {
  ...platform,
  erasures,
  reactions: {
    summary: 'Who reacted to what',
    accounts: { ...erased('user_id'), ...blanked('target_author_id') },
    personal: erased('id', 'target_type', 'target_id', 'type', 'post_id', 'created_at'),
    neither: ['counted'],
    exported: [
      {
        as: 'reactions',
        summary: 'What you reacted to',
        of: ['user_id'],
        key: ['target_type', 'target_id', 'type', 'user_id'],
        columns: ['id', 'target_type', 'target_id', 'type', 'post_id', 'created_at'],
      },
    ],
  },
  comments: {
    summary: 'Copy of state.comment.comments',
    accounts: blanked('user_id'),
    personal: tombstone('id'),
    neither: ['post_id', 'deleted', 'version'],
    exported: 'a copy of what its owner exports',
  },
  reaction_counts: impersonal(
    'How many reactions a post or comment has',
    ...['target_type', 'target_id', 'type', 'count', 'version'],
  ),
  reaction_counts_pending: impersonal(
    'Changes of counts that are not added yet',
    ...['id', 'target_type', 'target_id', 'type', 'change'],
  ),
  recounts: waiting('Accounts whose reactions are to be counted or not any more', 'user_id', 'requested'),
  people,
  relations,
  posts,
};
