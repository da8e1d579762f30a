import { state } from '@concord/contracts';
import { onState } from '@concord/platform';
import { putReactionCounts } from '../store/counts.ts';

/** How many reactions posts have. */
export const reactionCounts = onState(state.reaction.reaction_counts, {
  name: 'copy reaction_counts',
  apply: (tx, changes) =>
    putReactionCounts(
      tx,
      changes
        .filter(({ row }) => row.target_type === 'post')
        .map(({ row, version, purged }) => ({
          post_id: row.target_id,
          type: row.type,
          count: purged ? 0 : row.count,
          version,
        })),
    ),
});
