import { z } from 'zod';

/** Where a page of a search ended: the point in time it reads, the clock its scores were made with, and the last hit's sort values. */
export const Position = z.object({
  pit: z.string(),
  clock: z.int(),
  after: z.array(z.union([z.number(), z.string(), z.null()])),
  /** Which search this belongs to: another query with this cursor is refused. */
  search: z.string(),
});
export type Position = z.output<typeof Position>;

/** Hashtags are few: their cursor is only how many were shown. */
export const Offset = z.object({ shown: z.int().min(0), search: z.string() });
