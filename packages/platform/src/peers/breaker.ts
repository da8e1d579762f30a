import { errors } from '@concord/contracts';

export interface BreakerOptions {
  /** So many failures in a row open it; 5 unless told. */
  readonly failures?: number;
  /** So long it stays open before one call is tried; 2 s unless told. */
  readonly openMs?: number;
  readonly now?: () => number;
}

/** Keeps callers from waiting for a peer that does not answer. */
export type Breaker = <T>(call: () => Promise<T>) => Promise<T>;

/**
 * While open, throws `errors.unavailable` at once; after `openMs` one call is let through, and its success closes it.
 * (Nygard, Release It!, "Circuit Breaker".)
 */
export const breaker = ({
  failures = 5,
  openMs = 2_000,
  now = () => performance.now(),
}: BreakerOptions = {}): Breaker => {
  let failed = 0;
  let triedAt = 0;
  return async (call) => {
    if (failed >= failures && now() - triedAt < openMs)
      throw errors.unavailable(undefined, { retryAfter: Math.ceil(openMs / 1_000) });
    triedAt = now();
    try {
      const answer = await call();
      failed = 0;
      return answer;
    } catch (cause) {
      failed += 1;
      throw errors.unavailable(undefined, { cause });
    }
  };
};
