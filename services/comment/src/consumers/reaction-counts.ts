import { state } from '@concord/contracts';
import { onState } from '@concord/platform';
import { putReactionCounts } from '../store/reaction-counts.ts';

/** The copy of the counts of reactions to comments, and their sums in the comments. */
export const reactionCounts = onState(state.reaction.reaction_counts, {
  name: 'copy reaction counts',
  apply: (tx, changes) =>
    putReactionCounts(
      tx,
      changes
        .filter(({ row }) => row.target_type === 'comment')
        .map(({ row, version, purged }) => ({
          target_id: row.target_id,
          type: row.type,
          count: purged ? 0 : row.count,
          version,
        })),
    ),
});
