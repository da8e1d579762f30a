import { only, unmuted, visibleTo, type Viewer } from '@concord/audience';
import { tables } from '@concord/community';
import type { Query, Reader } from '@concord/platform';
import { weights, type Trend } from '../domain/trend.ts';
import { trendColumns, type TrendColumn } from '../domain/happening.ts';

/** Hashtags are made of so many posts at the most: those with the most points that the viewer may see. Bounds what one look costs. */
const mostPosts = 1_000;

/** What counts weigh together, without share and decay. */
export const weighed = (countOf: (column: TrendColumn) => string): string =>
  trendColumns.map((column) => `${String(weights[column])} * ${countOf(column)}`).join(' + ');

/** Of an hour `b`, what was done by people who are active: `w` is what is withheld of it. */
export const trends = (column: TrendColumn): string => `(b.${column} - COALESCE(w.${column}, 0))`;

/** The hours of posts within the window, with what is withheld of them. */
export const hoursOf = (reader: Reader, { oldest, newest }: Trend): Query =>
  reader('post_buckets as b')
    .leftJoin('withheld_buckets as w', (on) => void on.on('w.at', 'b.at').on('w.post_id', 'b.post_id'))
    .where({ 'b.size': 'hour' })
    .whereBetween('b.at', [oldest, newest]);

/** The points of each post with which anybody did anything within the window: `post_id` and `points`. */
const pointsOfPosts = (reader: Reader, trend: Trend): Query =>
  hoursOf(reader, trend)
    .whereRaw(`(${weighed(trends)}) > 0`)
    .groupBy('b.post_id')
    .select('b.post_id')
    .select(
      reader.raw(
        `SUM((${weighed(trends)}) * IF(b.at = ?, ?, 1) * POW(2, -TIMESTAMPDIFF(HOUR, b.at, ?) / CAST(? AS DOUBLE))) AS points`,
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
