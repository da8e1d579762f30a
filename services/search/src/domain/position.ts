import { z } from 'zod';

/** A search is not read on for longer than this: what is kept for it costs, and it shows what was. */
export const longestSearchMs = 10 * 60_000;

/** Where a page of a search ended. */
export const Position = z.object({
  /** What the index was at the first page, as Elasticsearch names it. */
  pit: z.string(),
  /** When the search began, ms since 1970; scores are made with it. */
  clock: z.int(),
  /** The sort values of the last hit. */
  after: z.array(z.union([z.number(), z.string(), z.null()])),
  /** Which search this belongs to: another query with this cursor is refused. */
  search: z.string(),
});
export type Position = z.output<typeof Position>;

/** The last hashtag shown, with what it was sorted by. */
export const HashtagPosition = z.object({ rank: z.number(), tag: z.string(), search: z.string() });
