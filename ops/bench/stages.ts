import { readMetrics, type Measurements } from '../cli/pipeline/prometheus.ts';
import type { Arrival } from './arrivals.ts';
import { distribution } from './distribution.ts';
import { between } from './histograms.ts';

/** How long one stage took, in ms. */
export type Stage = {
  readonly stage: string;
  readonly mean: number;
  readonly p50: number;
  readonly p99: number;
};

export const indexerMetrics = async (port: number): Promise<Measurements> => {
  const answer = await fetch(`http://127.0.0.1:${String(port)}/metrics`, { signal: AbortSignal.timeout(5_000) });
  return readMetrics(await answer.text());
};

const ofValues = (stage: string, values: readonly number[]): Stage[] => {
  const { p50, p99 } = distribution(values);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return p50 === null || p99 === null ? [] : [{ stage, mean, p50, p99 }];
};

const histograms = [
  { stage: 'Kafka → indexer', name: 'concord_indexer_stage_seconds', labels: { stage: 'kafka' } },
  { stage: 'projection', name: 'concord_indexer_stage_seconds', labels: { stage: 'projection' } },
  { stage: 'bulk', name: 'concord_indexer_stage_seconds', labels: { stage: 'bulk' } },
  { stage: 'refresh', name: 'concord_indexer_refresh_seconds', labels: {} },
] as const;

/** Where the time went: the way to Kafka from every record, what follows from what the indexer measured of its batches. */
export const stagesOf = (arrivals: readonly Arrival[], before: Measurements, after: Measurements): Stage[] => [
  ...ofValues(
    'binlog → Connect',
    arrivals.map(({ committedAt, capturedAt }) => capturedAt - committedAt),
  ),
  ...ofValues(
    'Connect → Kafka',
    arrivals.map(({ capturedAt, sentAt }) => sentAt + 0.5 - capturedAt),
  ),
  ...histograms.flatMap(({ stage, name, labels }) => {
    const seen = between(before, after, name, labels);
    return seen === null ? [] : [{ stage, mean: seen.mean * 1_000, p50: seen.p50 * 1_000, p99: seen.p99 * 1_000 }];
  }),
];
