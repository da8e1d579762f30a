import type { Viewer } from '@concord/audience';
import type { Id } from '@concord/contracts';
import type { Reader } from '@concord/platform';
import type { Place } from '../domain/place.ts';
import type { LikedPosition } from '../domain/position.ts';
import { placeOf, placesShownTo, type PlaceRow } from './places.ts';
import { joined, run, type Query } from './query.ts';

/** In which order, and where the page before ended. */
export type Order =
  | { readonly sort: 'top'; readonly after: LikedPosition | undefined }
  | { readonly sort: 'new' | 'old'; readonly after: Id | undefined };

/** How many replies stand under each comment of the first level. */
const firstReplyCount = 3;

/** Higher than every id, and than every number of likes. */
const most = Number.MAX_SAFE_INTEGER;

/** A page of the first level under a post that the viewer may see. Reads the slice of one index, in its order. */
export const firstLevel = async (
  reader: Reader,
  viewer: Viewer,
  page: { readonly postId: Id; readonly order: Order; readonly limit: number },
): Promise<Place[]> => (await run<PlaceRow>(reader, firstLevelQuery(viewer, page))).map(placeOf);

export const firstLevelQuery = (
  viewer: Viewer,
  { postId, order, limit }: { readonly postId: Id; readonly order: Order; readonly limit: number },
): Query => {
  const { select, join, where } = placesShownTo(viewer);
  const { index, range, by } = orders(order);
  return joined(
    ['SELECT'],
    select,
    [`FROM comments AS c FORCE INDEX (${index})`],
    join,
    ['WHERE c.post_id = ? AND c.depth = 1 AND', postId],
    where,
    range,
    [`ORDER BY ${by} LIMIT ?`, limit],
  );
};

const orders = (order: Order): { index: string; range: Query; by: string } => {
  const level = 'comments_by_level';
  if (order.sort !== 'top')
    return order.sort === 'old'
      ? { index: level, range: joined(['AND c.id > ?', order.after ?? 0]), by: 'c.id' }
      : { index: level, range: joined(['AND c.id < ?', order.after ?? most]), by: 'c.id DESC' };
  const { likes, id } = order.after ?? { likes: most, id: most };
  return {
    index: 'comments_by_likes',
    range: joined(['AND (c.like_count < ? OR (c.like_count = ? AND c.id < ?))', likes, likes, id]),
    by: 'c.like_count DESC, c.id DESC',
  };
};

/** How the branches under comments of the first level begin, by the comment: one query for the whole page. */
export const firstReplies = async (
  reader: Reader,
  viewer: Viewer,
  roots: readonly Id[],
): Promise<ReadonlyMap<Id, Place[]>> => {
  if (roots.length === 0) return new Map();
  const places = (await run<PlaceRow>(reader, firstRepliesQuery(viewer, roots))).map(placeOf);
  return Map.groupBy(places, ({ comment }) => comment.rootId);
};

/**
 * MySQL 9.7 reads the index in its order and stops at the limit only if the whole prefix is named in the order; by the path alone it
 * sorts all that stands under the comment.
 */
export const firstRepliesQuery = (viewer: Viewer, roots: readonly Id[]): Query => {
  const { select, join, where } = placesShownTo(viewer);
  return joined(
    ['SELECT n.* FROM comments AS root JOIN LATERAL (SELECT c.path,'],
    select,
    ['FROM comments AS c FORCE INDEX (comments_by_branch)'],
    join,
    ['WHERE c.root_id = root.id AND c.depth > 1 AND'],
    where,
    ['ORDER BY c.root_id, c.gone, c.path LIMIT ?) AS n ON TRUE', firstReplyCount],
    [`WHERE root.id IN (${roots.map(() => '?').join(', ')}) ORDER BY n.path`, ...roots],
  );
};
