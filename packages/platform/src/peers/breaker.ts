import { errors, Problem } from '@concord/contracts';

export interface BreakerOptions {
  /** So many failures in a row open it; 5 unless told. */
  readonly failures?: number;
  /** So long it stays open before one call is tried, in ms; 2 s unless told. */
  readonly openMs?: number;
  /** Milliseconds of a clock that never steps. */
  readonly clock?: () => number;
}

/** Runs a call to a peer, or refuses to; whatever fails becomes `errors.unavailable`. */
export type Breaker = <T>(call: () => Promise<T>) => Promise<T>;

/**
 * Stands before a service that may be away: when it fails again and again, callers are refused at once instead of waiting each for the
 * deadline, and a service that comes back is not met by a crowd: one call is let through after `openMs`, and its success closes the
 * breaker. (Nygard, Release It!, "Circuit Breaker".) That something is not found is an answer: turn it into one inside `call`.
 */
export const breaker = ({
  failures = 5,
  openMs = 2_000,
  clock = () => performance.now(),
}: BreakerOptions = {}): Breaker => {
  let failed = 0;
  let triedAt = 0;
  return async (call) => {
    if (failed >= failures && clock() - triedAt < openMs)
      throw errors.unavailable(undefined, { retryAfter: Math.ceil(openMs / 1_000) });
    triedAt = clock();
    try {
      const answer = await call();
      failed = 0;
      return answer;
    } catch (cause) {
      failed += 1;
      throw cause instanceof Problem && cause.spec.code === errors.unavailable.code
        ? cause
        : errors.unavailable(undefined, { cause });
    }
  };
};
