import { countsCopy } from '@concord/community';
import { state } from '@concord/contracts';

/** How many reactions posts have. */
export const reactionCounts = countsCopy({
  stream: state.reaction.reaction_counts,
  of: 'post',
  id: 'post_id',
  into: { table: 'posts', column: 'like_count', order: 'asc' },
});
