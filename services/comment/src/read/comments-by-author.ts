import { cardsVisibleTo, visibleTo, type Viewer } from '@concord/audience';
import { newestId, oldestLookedAt, tables, type AuthorSlice } from '@concord/community';
import type { Id } from '@concord/contracts';
import type { Reader } from '@concord/platform';
import type { Place } from '../domain/place.ts';
import { placeOf, placesShownTo, type PlaceRow } from './places.ts';
import { joined, run, type Query } from './query.ts';

const index = 'comments_by_author';

/** How far a page below `before` looks: see `oldestLookedAt`. */
export const oldestCommentLookedAt = (reader: Reader, author: Id, before: Id | undefined): Promise<Id | null> =>
  oldestLookedAt(reader, { table: 'comments', index }, author, before);

/** What somebody commented, newest first, where the viewer may see both them and the post. Reads the slice of one index, in its order. */
export const commentsByAuthor = async (
  reader: Reader,
  viewer: Viewer,
  author: Id,
  slice: AuthorSlice,
): Promise<Place[]> => (await run<PlaceRow>(reader, commentsByAuthorQuery(viewer, author, slice))).map(placeOf);

export const commentsByAuthorQuery = (viewer: Viewer, author: Id, { before, oldest, limit }: AuthorSlice): Query => {
  const card = cardsVisibleTo(viewer, { ...tables, person: 'c.user_id' });
  const post = visibleTo(viewer, {
    ...tables,
    item: { author: 'p.user_id', audience: 'p.audience' },
    as: { people: 'pa', relations: 'pr' },
  });
  return joined(
    ['SELECT'],
    placesShownTo(viewer).select,
    [`FROM comments AS c FORCE INDEX (${index}) STRAIGHT_JOIN posts AS p ON p.id = c.post_id`],
    card.join,
    post.join,
    ['WHERE c.user_id = ? AND c.deleted_at IS NULL AND c.id < ?', author, before ?? newestId],
    ['AND c.id >= ?', oldest ?? 0],
    ['AND p.deleted = 0 AND'],
    card.where,
    ['AND'],
    post.where,
    ['ORDER BY c.id DESC LIMIT ?', limit],
  );
};
