export interface GrowingPause {
  readonly firstMs: number;
  readonly mostMs: number;
}

/**
 * The pause after so many failures in a row, in milliseconds: it doubles up to a bound, and is between half of that and all of it, so that
 * not all come back at once. `jitter` is between 0 and 1.
 */
export const growingPause = (failures: number, { firstMs, mostMs }: GrowingPause, jitter = Math.random()): number =>
  Math.min(mostMs, firstMs * 2 ** Math.min(failures - 1, 30)) * (0.5 + jitter / 2);
