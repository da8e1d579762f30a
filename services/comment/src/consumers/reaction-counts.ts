import { countsCopy } from '@concord/community';
import { state } from '@concord/contracts';

/** How many reactions comments have; their rows are taken as a deletion takes them, from the bottom up. */
export const reactionCounts = countsCopy({
  stream: state.reaction.reaction_counts,
  of: 'comment',
  id: 'target_id',
  into: { table: 'comments', column: 'like_count', order: 'desc' },
});
