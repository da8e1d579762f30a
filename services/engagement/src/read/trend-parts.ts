import type { Viewer } from '@concord/audience';
import type { Id } from '@concord/contracts';
import type { Query, Reader } from '@concord/platform';
import { trendColumns, type TrendColumn } from '../domain/happening.ts';
import type { Trend } from '../domain/trend.ts';
import { hoursOf, shownTo, weighed } from './points.ts';

/** What happened in one hour with a post, or with all posts of a tag that the viewer may see. */
export type TrendPart<K> = Readonly<Record<TrendColumn, number>> & { readonly of: K; readonly at: Date };

const summed = (reader: Reader) =>
  trendColumns.map((column) => reader.raw('CAST(SUM(??) AS SIGNED) AS ??', [`s.${column}`, column]));

const hours = (reader: Reader, viewer: Viewer, trend: Trend): Query =>
  reader
    .from(
      hoursOf(reader, trend)
        .whereRaw(`(${weighed('b')}) > 0`)
        .select('b.*')
        .as('s'),
    )
    .modify(shownTo(viewer))
    .orderBy('s.at');

/** The hours that make the points of these posts. */
export const partsOfPosts = (
  reader: Reader,
  viewer: Viewer,
  trend: Trend,
  ids: readonly Id[],
): Promise<TrendPart<Id>[]> =>
  hours(reader, viewer, trend)
    .whereIn('s.post_id', ids)
    .select('s.post_id as of', 's.at', ...trendColumns.map((column) => `s.${column}`));

/** The hours that make the points of these tags. */
export const partsOfTags = (
  reader: Reader,
  viewer: Viewer,
  trend: Trend,
  tags: readonly string[],
): Promise<TrendPart<string>[]> =>
  hours(reader, viewer, trend)
    .join('post_tags as t', 't.post_id', 's.post_id')
    .whereIn('t.tag', tags)
    .groupBy('t.tag', 's.at')
    .select('t.tag as of', 's.at', ...summed(reader));
