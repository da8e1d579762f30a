import { setTimeout as wait } from 'node:timers/promises';

/**
 * Waits until `condition` neither throws nor gives false, null or undefined, and gives what it gave. Fails after
 * `timeoutMs` (10 s unless told) with the last failure, so that a test says what was missing and not only that time passed.
 */
export const eventually = async <T>(
  condition: () => T | Promise<T>,
  { timeoutMs = 10_000, everyMs = 25 }: { readonly timeoutMs?: number; readonly everyMs?: number } = {},
): Promise<NonNullable<Exclude<T, false>>> => {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    let failure: unknown;
    try {
      const value = await condition();
      if (value !== false && value !== null && value !== undefined) return value as NonNullable<Exclude<T, false>>;
      failure = new Error(`still ${String(value)}`);
    } catch (error) {
      failure = error;
    }
    if (performance.now() > deadline) throw new Error(`not so within ${timeoutMs} ms`, { cause: failure });
    await wait(everyMs);
  }
};
