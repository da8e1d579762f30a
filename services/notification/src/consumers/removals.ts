import { reachOf } from '@concord/audience';
import { peopleCopy, postsCopy, type PersonChange, type PostChange } from '@concord/community';
import { state, type Row } from '@concord/contracts';
import { onState, type Consumer } from '@concord/platform';
import { askForRemovals } from '../store/removals.ts';

const mayMatter = ({ before, after }: PersonChange) => before !== undefined && reachOf(before) !== reachOf(after);

const mayMatterOfPost = ({ before, after }: PostChange) =>
  before !== undefined &&
  (before.audience !== after.audience || before.deleted !== after.deleted || before.reach !== after.reach);

/** What takes something away from the viewer; a new follower or friend does not. */
const mayHide = (row: Row<typeof state.user.relations>) =>
  row.blocks || row.blocked_by || row.mutes || !(row.follows || row.friend);

/** The copies by which visibility is decided. What changes them may take something out of people's lists: that is looked after by a job. */
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

/** Stands behind the copy of relations, on the same stream. */
export const changedRelations: Consumer = onState(state.user.relations, {
  name: 'removals by relations',
  apply: (tx, changes) =>
    askForRemovals(
      tx,
      'receiver',
      changes.filter(({ row }) => mayHide(row)).map(({ row }) => row.viewer_id),
    ),
});

/** Stands behind the copy of comments, on the same stream. */
export const deletedComments: Consumer = onState(state.comment.comments, {
  name: 'removals by comments',
  apply: (tx, changes) =>
    askForRemovals(
      tx,
      'comment',
      changes.filter(({ row, purged }) => purged || row.deleted_at !== null).map(({ row }) => row.id),
    ),
});
