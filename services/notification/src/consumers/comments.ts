import { state } from '@concord/contracts';
import { onState, upsertNewer } from '@concord/platform';

/** Which comments there are: of one that is deleted, or gone for good, nobody is told. */
export const comments = onState(state.comment.comments, {
  name: 'copy comments',
  apply: (tx, changes) =>
    upsertNewer(
      tx,
      'comments',
      ['id'],
      changes.map(({ row, version, purged }) => ({
        id: row.id,
        deleted: purged || row.deleted_at !== null || row.post_deleted,
        version,
      })),
    ),
});
