import type { Viewer } from '@concord/audience';
import type { Id } from '@concord/contracts';
import type { Query, Reader } from '@concord/platform';
import { trendColumns, type TrendColumn } from '../domain/happening.ts';
import type { Trend } from '../domain/trend.ts';
import { hoursOf, shownPoints, trends, weighed } from './points.ts';

/** What happened in one hour with a post, or with all posts that make a tag's points. */
export type TrendPart<K> = Readonly<Record<TrendColumn, number>> & { readonly of: K; readonly at: Date };

const hours = (reader: Reader, trend: Trend): Query =>
  hoursOf(reader, trend)
    .whereRaw(`(${weighed(trends)}) > 0`)
    .orderBy('b.at');

/** The hours that make the points of these posts, which the viewer may see. */
export const partsOfPosts = (reader: Reader, trend: Trend, ids: readonly Id[]): Promise<TrendPart<Id>[]> =>
  hours(reader, trend)
    .whereIn('b.post_id', ids)
    .select('b.post_id as of', 'b.at', ...trendColumns.map((column) => reader.raw(`${trends(column)} AS ${column}`)));

/** The hours that make the points of these tags: of the same posts of which the points are made for this viewer. */
export const partsOfTags = (
  reader: Reader,
  viewer: Viewer,
  trend: Trend,
  tags: readonly string[],
): Promise<TrendPart<string>[]> =>
  hours(reader, trend)
    .join(shownPoints(reader, viewer, trend).as('s'), 's.post_id', 'b.post_id')
    .join('post_tags as t', 't.post_id', 's.post_id')
    .whereIn('t.tag', tags)
    .groupBy('t.tag', 'b.at')
    .select('t.tag as of', 'b.at')
    .select(...trendColumns.map((column) => reader.raw(`CAST(SUM(${trends(column)}) AS SIGNED) AS ${column}`)));
