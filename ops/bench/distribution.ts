/** How measured values are spread; all null where nothing was measured. */
export type Distribution = {
  readonly count: number;
  readonly p50: number | null;
  readonly p95: number | null;
  readonly p99: number | null;
  readonly max: number | null;
};

/** By nearest rank: each figure is a value that was measured. */
export const distribution = (values: readonly number[]): Distribution => {
  const sorted = Float64Array.from(values).toSorted();
  const at = (share: number) =>
    sorted[Math.min(sorted.length, Math.max(1, Math.ceil(share * sorted.length))) - 1] ?? null;
  return { count: sorted.length, p50: at(0.5), p95: at(0.95), p99: at(0.99), max: at(1) };
};

export const median = (values: readonly number[]): number => distribution(values).p50 ?? 0;

/**
 * Ms since 1970 by the clock that MySQL and Kafka on this machine also read. `performance.now` would be finer, but it drifts from that
 * clock in the minutes a measurement takes; half a millisecond makes up on average for what `Date.now` cuts off.
 */
export const wallClock = (): number => Date.now() + 0.5;
