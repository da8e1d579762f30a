import type { Viewer } from '@concord/audience';
import { mentionedTo } from '@concord/community';
import type { Id } from '@concord/contracts';
import type { Reader } from '@concord/platform';
import { mentionedIn, type Place } from '../domain/place.ts';
import { commentCounts } from '../store/comment-counts.ts';
import type { Beside } from '../views/comment-view.ts';

/**
 * What these places are shown with, in two queries at the most. Unless the copies are `fresh`, nobody who is mentioned is shown, for they may
 * have blocked the viewer since. To be asked before a transaction, for the answer may take a connection of its own.
 */
export const besideOf = async (
  reader: Reader,
  viewer: Viewer,
  places: readonly Place[],
  fresh: boolean,
): Promise<Beside> => {
  const keys = places.map(({ comment }) => ({ target_type: 'comment' as const, target_id: comment.id }));
  const [mentioned, counts] = await Promise.all([
    mentionedTo(reader, viewer, fresh ? mentionedIn(places) : []),
    commentCounts.of(reader, keys),
  ]);
  return { mentioned, replyCounts: new Map(counts.map((row) => [row.target_id, row.count])) };
};

/** How many comments a post has. */
export const commentCountOf = async (reader: Reader, postId: Id): Promise<number> => {
  const [row] = await commentCounts.of(reader, [{ target_type: 'post', target_id: postId }]);
  return row?.count ?? 0;
};
