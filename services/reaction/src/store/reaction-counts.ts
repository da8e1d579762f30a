import type { Id } from '@concord/contracts';
import { counts } from '@concord/platform';

/** How many reactions of a type a post or comment has, by active accounts. */
export const reactionCounts = counts<{ target_type: 'post' | 'comment'; target_id: Id; type: string }>(
  'reaction_counts',
  ['target_type', 'target_id', 'type'],
);
