import type { Viewer } from '@concord/audience';
import { freshnessMs } from '@concord/community';
import { contract, type TrendingHashtag, type TrendingPost } from '@concord/contracts';
import { handler, ok, type Db, type Reader } from '@concord/platform';
import type { z } from 'zod';
import type { Deps } from '../deps.ts';
import { trendAt, type Trend } from '../domain/trend.ts';
import { partsOfPosts, partsOfTags } from '../read/trend-parts.ts';
import { trendingHashtags } from '../read/trending-hashtags.ts';
import { trendingPosts } from '../read/trending-posts.ts';
import { hashtagHit, postHit } from '../views/trending-view.ts';

interface Asked {
  readonly viewer: Viewer;
  readonly trend: Trend;
  readonly limit: number;
  readonly explain: boolean;
}

const posts = async (reader: Reader, { viewer, trend, limit, explain }: Asked) => {
  const found = await trendingPosts(reader, viewer, trend, limit);
  const ids = found.map(({ id }) => id);
  const parts = explain ? await partsOfPosts(reader, trend, ids) : null;
  return found.map((post) => postHit(trend, post, parts));
};

const hashtags = async (reader: Reader, { viewer, trend, limit, explain }: Asked) => {
  const found = await trendingHashtags(reader, viewer, trend, limit);
  const tags = found.map(({ tag }) => tag);
  const parts = explain ? await partsOfTags(reader, viewer, trend, tags) : null;
  return found.map((hit) => hashtagHit(trend, hit, parts));
};

const by = { posts, hashtags } as const;

type Hit = z.output<typeof TrendingPost | typeof TrendingHashtag>;

/** Both queries of an explained answer see the same buckets. */
const atOneMoment = (db: Db, work: (reader: Reader) => Promise<Hit[]>): Promise<Hit[]> =>
  db.transaction(work, { isolationLevel: 'repeatable read' });

export const getTrending = handler(
  contract.engagement.getTrending,
  ({ db, copies, clock }: Deps) =>
    async ({ viewer, query: { type, window, limit, explain } }) => {
      await copies.assertFresh(freshnessMs);
      const at = clock.now();
      const asked = { viewer, trend: trendAt(window, at), limit, explain: explain === 'true' };
      const items = await atOneMoment(db, (reader) => by[type](reader, asked));
      return ok({ window, at, items });
    },
);
