/** The value below which the fraction `p` of sorted values lies (nearest rank); null without values. */
export const percentile = (sorted: readonly number[], p: number): number | null =>
  sorted[Math.max(0, Math.ceil(p * sorted.length) - 1)] ?? null;

/** Measurements of the last `keepMs`. */
export const samples = (keepMs: number, now: () => number = Date.now) => {
  let all: { readonly at: number; readonly value: number }[] = [];
  const current = () => (all = all.filter(({ at }) => now() - at <= keepMs));
  return {
    add: (value: number): void => {
      all.push({ at: now(), value });
    },
    sorted: (): number[] =>
      current()
        .map(({ value }) => value)
        .sort((one, other) => one - other),
  };
};
