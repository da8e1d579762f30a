import { setTimeout as wait } from 'node:timers/promises';

/** Much longer than what two ways of answering may differ by, short enough for something done once in a lifetime. */
const evenStep = 100;

/**
 * How many ms to wait before answering, so that the whole took a multiple of `evenStep`. A sign-up with a known address does two or three
 * statements other than one with a new address, some milliseconds; rounded up, both take the same time unless one of them happens to
 * cross a step. Nobody can measure again and average: a second sign-up with the same address always meets a known one.
 */
export const evenDelay = (elapsedMs: number): number => (evenStep - (elapsedMs % evenStep)) % evenStep;

/** Does the work, and gives what it gives at an even time. What it throws is thrown at once. */
export const inEvenTime = async <T>(work: () => Promise<T>): Promise<T> => {
  const started = performance.now();
  const result = await work();
  await wait(evenDelay(performance.now() - started));
  return result;
};
