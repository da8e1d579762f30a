/**
 * The newest change per key of the last `keepMs`, by when it arrived. What was loaded from an index that lags a little is
 * brought up to date with it.
 */
export const recentChanges = <T>(keepMs: number, now: () => number = Date.now) => {
  const changes = new Map<string, { readonly value: T; readonly at: number }>();
  return {
    add: (key: string, value: T): void => {
      changes.delete(key);
      changes.set(key, { value, at: now() });
      for (const [oldest, { at }] of changes) {
        if (now() - at <= keepMs) break;
        changes.delete(oldest);
      }
    },
    get: (key: string): T | undefined => changes.get(key)?.value,
    values: (): T[] => [...changes.values()].map(({ value }) => value),
  };
};
