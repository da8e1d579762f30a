import { only, unmuted, visibleTo, type Viewer } from '@concord/audience';
import { tables } from '@concord/community';
import type { Query, Reader } from '@concord/platform';
import { weights, type Trend } from '../domain/trend.ts';
import { trendColumns } from '../domain/happening.ts';

/** Hashtags are made of so many posts at the most: those with the most points that the viewer may see. Bounds what one look costs. */
const mostPosts = 1_000;

/** What the counts of a row weigh together, without share and decay. */
export const weighed = (alias: string): string =>
  trendColumns.map((column) => `${String(weights[column])} * ${alias}.${column}`).join(' + ');

/** The hours of posts within the window. */
export const hoursOf = (reader: Reader, { oldest, newest }: Trend): Query =>
  reader('post_buckets as b').where({ 'b.size': 'hour' }).whereBetween('b.at', [oldest, newest]);

/** The points of each post with which anybody did anything within the window: `post_id` and `points`. */
const pointsOfPosts = (reader: Reader, trend: Trend): Query =>
  hoursOf(reader, trend)
    .whereRaw(`(${weighed('b')}) > 0`)
    .groupBy('b.post_id')
    .select('b.post_id')
    .select(
      reader.raw(
        `SUM((${weighed('b')}) * IF(b.at = ?, ?, 1) * POW(2, -TIMESTAMPDIFF(HOUR, b.at, ?) / CAST(? AS DOUBLE))) AS points`,
        [trend.oldest, trend.oldestShare, trend.newest, trend.halfLife],
      ),
    );

/**
 * Joins the posts of `s.post_id` as `p` and leaves those that the viewer may see, of people whom they have not muted, with their author `a`: what the
 * feed would show of them.
 */
export const shownTo =
  (viewer: Viewer) =>
  (query: Query): void => {
    query
      .join('posts as p', 'p.id', 's.post_id')
      .modify(only(visibleTo(viewer, { ...tables, item: { author: 'p.user_id', audience: 'p.audience' } })))
      .where({ 'p.deleted': 0 })
      .whereNotNull('a.id');
    if (viewer !== null) query.whereRaw(unmuted().sql);
  };

/** The posts that the viewer may see, with the most points first: `post_id` and `points`. */
export const shownPoints = (reader: Reader, viewer: Viewer, trend: Trend, limit: number = mostPosts): Query =>
  reader
    .from(pointsOfPosts(reader, trend).as('s'))
    .modify(shownTo(viewer))
    .orderBy([
      { column: 's.points', order: 'desc' },
      { column: 's.post_id', order: 'desc' },
    ])
    .limit(limit)
    .select('s.post_id', 's.points');
