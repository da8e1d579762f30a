/** Milliseconds to wait before the nth restart in a row (from 1): 200, doubling, at most 10,000. */
export const backoff = (attempt: number): number => Math.min(10_000, 200 * 2 ** (Math.max(1, attempt) - 1));

/** A server that was ready this long has recovered: its next restart begins with the shortest wait again. */
export const recoveredAfterMs = 60_000;
