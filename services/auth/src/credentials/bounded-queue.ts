import { errors } from '@concord/contracts';

export interface QueueLimits {
  /** How many run at once. */
  readonly running: number;
  /** How many may wait besides. */
  readonly waiting: number;
}

/** Runs work in the order it came; throws `unavailable` at once, with `Retry-After`, for what does not fit. */
export type BoundedQueue = <T>(work: () => Promise<T>) => Promise<T>;

export const boundedQueue = (limits: QueueLimits): BoundedQueue => {
  const waiting: (() => void)[] = [];
  let running = 0;

  const turn = async (): Promise<void> => {
    if (running < limits.running) {
      running += 1;
      return;
    }
    if (waiting.length >= limits.waiting)
      throw errors.unavailable('Too many passwords are being checked right now', { retryAfter: 2 });
    await new Promise<void>((resolve) => waiting.push(resolve));
  };

  /** Hands the place on to who has waited longest. */
  const leave = (): void => {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  };

  return async (work) => {
    await turn();
    try {
      return await work();
    } finally {
      leave();
    }
  };
};
