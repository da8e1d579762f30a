/** Runs `work` when called, unless it ran less than `everyMs` ago. */
export const atMostEvery = (everyMs: number, work: () => void, now: () => number = Date.now): (() => void) => {
  let lastAt = -Infinity;
  return () => {
    if (now() - lastAt < everyMs) return;
    lastAt = now();
    work();
  };
};
