import { errors } from '@concord/contracts';

export interface BreakerOptions {
  /** So many failures in a row stop the calls. */
  readonly failures: number;
  /** For so long; then one call is let through to find out. */
  readonly pauseMs: number;
  /** Milliseconds of a clock that never steps. */
  readonly clock?: () => number;
}

/**
 * Stands before a service that may be away: when it fails again and again, callers get `unavailable` at once instead of waiting
 * each for the deadline, and whoever is away is not met by a crowd when it comes back.
 */
export const breaker = ({ failures, pauseMs, clock = () => performance.now() }: BreakerOptions) => {
  let failed = 0;
  let pausedUntil = 0;
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (failed >= failures) {
      if (clock() < pausedUntil) throw errors.unavailable();
      pausedUntil = clock() + pauseMs;
    }
    try {
      const result = await work();
      failed = 0;
      return result;
    } catch (error) {
      failed += 1;
      if (failed >= failures) pausedUntil = clock() + pauseMs;
      throw error;
    }
  };
};
