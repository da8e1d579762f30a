import { setTimeout as pause } from 'node:timers/promises';
import { ApiError } from '@concord/client';

export interface Patience {
  /** Failures that pass by themselves, besides those that the catalogue calls so. */
  readonly passing?: readonly string[];
  /** How long to go on trying, in milliseconds. */
  readonly within?: number;
  readonly signal?: AbortSignal | undefined;
}

const alwaysPassing = ['rate_limited', 'unavailable', 'stale'];

/** Repeats a call that was refused for a passing reason: too many requests, a part away, a local copy that is a moment behind. Any other failure is thrown. */
export async function patiently<Result>(
  call: () => Promise<Result>,
  { passing = [], within = 60_000, signal }: Patience = {},
): Promise<Result> {
  const end = performance.now() + within;
  for (let wait = 20; ; wait = Math.min(wait * 2, 2_000)) {
    try {
      return await call();
    } catch (failure) {
      if (
        !(failure instanceof ApiError) ||
        ![...alwaysPassing, ...passing].includes(failure.code) ||
        performance.now() > end
      )
        throw failure;
      await pause(failure.retryAfter === null ? wait : failure.retryAfter * 1_000, undefined, {
        ...(signal ? { signal } : {}),
      });
    }
  }
}
