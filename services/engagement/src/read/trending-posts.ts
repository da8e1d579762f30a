import type { Viewer } from '@concord/audience';
import type { Author } from '@concord/community';
import type { Id } from '@concord/contracts';
import type { Reader } from '@concord/platform';
import type { Trend } from '../domain/trend.ts';
import { shownPoints } from './points.ts';

export interface TrendingPost {
  readonly id: Id;
  readonly author: Author;
  readonly score: number;
}

interface Row {
  readonly post_id: Id;
  readonly points: number;
  readonly user_id: Id;
  readonly username: string;
  readonly display_name: string;
  readonly avatar_url: string | null;
}

/** Of the posts that the viewer may see, those with the most points. */
export const trendingPosts = async (
  reader: Reader,
  viewer: Viewer,
  trend: Trend,
  limit: number,
): Promise<TrendingPost[]> => {
  const rows = await shownPoints(reader, viewer, trend, limit).select<Row[]>(
    ...(['p.user_id', 'a.username', 'a.display_name', 'a.avatar_url'] as const),
  );
  return rows.map((row) => ({
    id: row.post_id,
    author: { id: row.user_id, username: row.username, displayName: row.display_name, avatarUrl: row.avatar_url },
    score: row.points,
  }));
};
