import type { Measurements } from '../cli/pipeline/prometheus.ts';

/** What a histogram saw between two readings, in its own unit. */
export type Seen = { readonly count: number; readonly mean: number; readonly p50: number; readonly p99: number };

type Labels = Readonly<Record<string, string>>;

const matches = (labels: Labels, wanted: Labels) =>
  Object.entries(wanted).every(([name, value]) => labels[name] === value);

const sum = (measurements: Measurements, name: string, wanted: Labels): number =>
  (measurements.get(name) ?? [])
    .filter(({ labels }) => matches(labels, wanted))
    .reduce((total, { value }) => total + value, 0);

const bounds = (measurements: Measurements, name: string): string[] => [
  ...new Set((measurements.get(`${name}_bucket`) ?? []).map(({ labels }) => labels['le'] ?? '')),
];

/** Within a bucket values are taken to lie evenly, as Prometheus' `histogram_quantile` does; beyond the last bound it says that bound. */
const quantile = (buckets: readonly (readonly [bound: number, atMost: number])[], share: number): number => {
  const wanted = share * (buckets.at(-1)?.[1] ?? 0);
  let [low, below] = [0, 0];
  for (const [bound, atMost] of buckets) {
    if (atMost >= wanted && atMost > below)
      return bound === Infinity ? low : low + ((bound - low) * (wanted - below)) / (atMost - below);
    [low, below] = [bound, atMost];
  }
  return low;
};

/** What happened in a histogram, of these labels, between two readings of `/metrics`; null where nothing did. */
export const between = (before: Measurements, after: Measurements, name: string, wanted: Labels = {}): Seen | null => {
  const grown = (what: string, labels: Labels) => sum(after, what, labels) - sum(before, what, labels);
  const count = grown(`${name}_count`, wanted);
  if (count <= 0) return null;
  const buckets = bounds(after, name)
    .map((le) => [le === '+Inf' ? Infinity : Number(le), grown(`${name}_bucket`, { ...wanted, le })] as const)
    .toSorted(([a], [b]) => a - b);
  return {
    count,
    mean: grown(`${name}_sum`, wanted) / count,
    p50: quantile(buckets, 0.5),
    p99: quantile(buckets, 0.99),
  };
};
