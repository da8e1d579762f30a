/** How old the local copies may be before what is not plainly public is asked for elsewhere, in ms. */
export const freshnessMs = 10_000;

/** Whether the copies tell the truth of at most `freshnessMs` ago; `watermark` is up to when they have followed their streams. */
export const isFresh = (watermark: Date | null, now: Date): boolean =>
  watermark !== null && now.getTime() - watermark.getTime() <= freshnessMs;
