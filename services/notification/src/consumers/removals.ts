import { reachOf } from '@concord/audience';
import { peopleCopy, postsCopy, relationsCopyWith, type PersonChange, type PostChange } from '@concord/community';
import { state, type Row } from '@concord/contracts';
import { newerThanHeld, onState, upsertNewer, type Consumer } from '@concord/platform';
import { askForRemovals } from '../store/removals.ts';

const mayMatter = ({ before, after }: PersonChange) => before !== undefined && reachOf(before) !== reachOf(after);

const mayMatterOfPost = ({ before, after }: PostChange) =>
  before !== undefined &&
  (before.audience !== after.audience || before.deleted !== after.deleted || before.reach !== after.reach);

/** What takes something away from the viewer; a new follower or friend does not. */
const mayHide = (row: Row<typeof state.user.relations>) =>
  row.blocks || row.blocked_by || row.mutes || !(row.follows || row.friend);

/**
 * The copies by which visibility is decided. What changes them may take something out of people's lists: that is looked after by a job, which
 * is asked in the same transaction. What comes again changes nothing and asks for nothing.
 */
export const people: Consumer = peopleCopy((tx, changes) =>
  askForRemovals(
    tx,
    'person',
    changes.filter(mayMatter).map(({ after }) => after.id),
  ),
);

export const posts: Consumer = postsCopy((tx, changes) =>
  askForRemovals(
    tx,
    'post',
    changes.filter(mayMatterOfPost).map(({ after }) => after.id),
  ),
);

export const relations: Consumer = relationsCopyWith((tx, changes) =>
  askForRemovals(
    tx,
    'receiver',
    changes.filter(({ row }) => mayHide(row)).map(({ row }) => row.viewer_id),
  ),
);

/** Which comments there are: of one that is deleted, or gone for good, nobody is told. */
export const comments: Consumer = onState(state.comment.comments, {
  name: 'copy comments',
  apply: async (tx, changes) => {
    const newer = await newerThanHeld(tx, 'comments', ['id'], changes, ({ row }) => ({ id: row.id }));
    await upsertNewer(
      tx,
      'comments',
      ['id'],
      changes.map(({ row, version, purged }) => ({
        id: row.id,
        deleted: purged || row.deleted_at !== null || row.post_deleted,
        version,
      })),
    );
    await askForRemovals(
      tx,
      'comment',
      newer.filter(({ row, purged }) => purged || row.deleted_at !== null).map(({ row }) => row.id),
    );
  },
});
