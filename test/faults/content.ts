import { contentOf, databaseUrls, different, type Content } from '../../ops/content/content.ts';
import { eventually } from '@concord/testkit';

/** What all databases hold, once it does not change any more by itself: effects of effects have come to an end. */
export const settledContent = async (): Promise<Content> => {
  let last = await contentOf(databaseUrls(process.env));
  return eventually(
    async () => {
      const now = await contentOf(databaseUrls(process.env));
      const changed = different(last, now);
      last = now;
      if (changed.length > 0) throw new Error(`still changing: ${changed.join(', ')}`);
      return now;
    },
    { timeoutMs: 120_000, everyMs: 2_000 },
  );
};
