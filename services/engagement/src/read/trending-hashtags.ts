import type { Viewer } from '@concord/audience';
import type { Query, Reader } from '@concord/platform';
import { usualWindows, type Trend } from '../domain/trend.ts';
import { shownPoints, weighed } from './points.ts';

export interface TrendingHashtag {
  readonly tag: string;
  /** How many visible posts made the points. */
  readonly posts: number;
  readonly points: number;
  readonly usual: number;
  readonly score: number;
}

/** The points of each tag: of its posts that the viewer may see, and no others. */
const pointsOfTags = (reader: Reader, viewer: Viewer, trend: Trend): Query =>
  reader
    .from(shownPoints(reader, viewer, trend).as('s'))
    .join('post_tags as t', 't.post_id', 's.post_id')
    .groupBy('t.tag')
    .select('t.tag', reader.raw('SUM(s.points) AS points, COUNT(*) AS posts'));

/** What is usual of each tag, the same for everybody: by posts that anyone could see. */
const usualOfTags = (reader: Reader, { usual: { size, from, to } }: Trend): Query =>
  reader('tag_buckets as u')
    .where({ 'u.size': size })
    .where('u.at', '>=', from)
    .where('u.at', '<', to)
    .groupBy('u.tag')
    .select(
      'u.tag',
      reader.raw(`SUM(${weighed((column) => `u.${column}`)}) / CAST(? AS DOUBLE) AS usual`, [usualWindows]),
    );

/** Of the tags of posts that the viewer may see, those whose points are most beyond what is usual. */
export const trendingHashtags = async (
  reader: Reader,
  viewer: Viewer,
  trend: Trend,
  limit: number,
): Promise<TrendingHashtag[]> =>
  reader
    .from(pointsOfTags(reader, viewer, trend).as('h'))
    .leftJoin(usualOfTags(reader, trend).as('w'), 'w.tag', 'h.tag')
    .orderBy([
      { column: 'score', order: 'desc' },
      { column: 'h.tag', order: 'asc' },
    ])
    .limit(limit)
    .select(
      ...['h.tag', 'h.points', 'h.posts'],
      reader.raw('COALESCE(w.usual, 0) AS `usual`, h.points / SQRT(1 + COALESCE(w.usual, 0)) AS score'),
    );
