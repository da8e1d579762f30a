import type { TrendPart } from '../read/trend-parts.ts';
import type { TrendingHashtag } from '../read/trending-hashtags.ts';
import type { TrendingPost } from '../read/trending-posts.ts';
import { weighing, weights, type Trend } from '../domain/trend.ts';

const explained = (trend: Trend, parts: readonly TrendPart<unknown>[]) => ({
  weights,
  parts: parts.map(({ at, reactions, commenters, sharers }) => ({
    ...{ at, reactions, commenters, sharers },
    ...weighing(trend, at),
  })),
});

/** A post as the API shows it; `parts` of all hits, null where no explanation is asked for. */
export const postHit = (trend: Trend, post: TrendingPost, parts: readonly TrendPart<number>[] | null) => ({
  type: 'post' as const,
  ...post,
  explanation:
    parts &&
    explained(
      trend,
      parts.filter(({ of }) => of === post.id),
    ),
});

export const hashtagHit = (trend: Trend, hit: TrendingHashtag, parts: readonly TrendPart<string>[] | null) => {
  const { tag, posts, score, points, usual } = hit;
  const own =
    parts &&
    explained(
      trend,
      parts.filter(({ of }) => of === tag),
    );
  return { type: 'hashtag' as const, tag, posts, score, explanation: own && { ...own, points, usual } };
};
