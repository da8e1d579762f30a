import { expect, test } from '@jest/globals';
import { readMetrics } from '../cli/pipeline/prometheus.ts';
import { between } from './histograms.ts';

const reading = (upTo10: number, upTo20: number, all: number, total: number) =>
  readMetrics(
    [
      `took_bucket{le="10",stage="bulk"} ${String(upTo10)}`,
      `took_bucket{le="20",stage="bulk"} ${String(upTo20)}`,
      `took_bucket{le="+Inf",stage="bulk"} ${String(all)}`,
      `took_sum{stage="bulk"} ${String(total)}`,
      `took_count{stage="bulk"} ${String(all)}`,
      'took_bucket{le="10",stage="other"} 1000',
      'took_sum{stage="other"} 1000',
      'took_count{stage="other"} 1000',
    ].join('\n'),
  );

test('only what came between the two readings counts', () => {
  const seen = between(reading(5, 5, 5, 25), reading(55, 105, 105, 1_025), 'took', { stage: 'bulk' });
  expect(seen).toEqual({ count: 100, mean: 10, p50: 10, p99: 19.8 });
});

test('beyond the last bound the bound itself is told', () => {
  const seen = between(reading(0, 0, 0, 0), reading(0, 0, 10, 500), 'took', { stage: 'bulk' });
  expect(seen).toMatchObject({ count: 10, mean: 50, p99: 20 });
});

test('where nothing happened there is nothing to tell', () => {
  expect(between(reading(5, 5, 5, 25), reading(5, 5, 5, 25), 'took', { stage: 'bulk' })).toBeNull();
  expect(between(new Map(), new Map(), 'took')).toBeNull();
});
