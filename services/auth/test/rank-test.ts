/** What a Mann–Whitney U test says of two samples. */
export interface RankTest {
  /** How likely ranks so far apart are if both come from one distribution; two-sided, by the normal approximation with ties. */
  readonly p: number;
  readonly medians: readonly [number, number];
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;

/** Abramowitz and Stegun 7.1.26: the error is below 1.5e-7. */
const twoSided = (z: number): number => {
  const x = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * x);
  const series = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  return series * Math.exp(-x * x);
};

/** Are these two drawn from one distribution? */
export const rankTest = (one: readonly number[], other: readonly number[]): RankTest => {
  const all = [...one.map((value) => ({ value, mine: true })), ...other.map((value) => ({ value, mine: false }))];
  const sorted = all.toSorted((a, b) => a.value - b.value);
  let [rankSum, ties] = [0, 0];
  for (let from = 0, to = 0; from < sorted.length; from = to) {
    while (to < sorted.length && sorted[to]?.value === sorted[from]?.value) to += 1;
    const tied = to - from;
    ties += tied ** 3 - tied;
    rankSum += sorted.slice(from, to).filter(({ mine }) => mine).length * ((from + to + 1) / 2);
  }
  const [n, m, total] = [one.length, other.length, sorted.length];
  const u = rankSum - (n * (n + 1)) / 2;
  const variance = ((n * m) / 12) * (total + 1 - ties / (total * (total - 1)));
  return {
    p: variance === 0 ? 1 : twoSided((u - (n * m) / 2) / Math.sqrt(variance)),
    medians: [median(one), median(other)],
  };
};
