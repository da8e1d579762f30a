import { setTimeout as pause } from 'node:timers/promises';
import type { Measurements } from '../../cli/pipeline/prometheus.ts';
import { Failure } from '../../stack/failure.ts';
import type { Documents } from './documents.ts';
import { endProcess, freePort, serveTargets } from '../serve-target.ts';
import { indexerMetrics } from '../stages.ts';

const lookEveryMs = 50;
const startWithinMs = 60_000;

export type PipelineRun = {
  readonly checkout: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly prefix: string;
  readonly signal: AbortSignal;
};

/**
 * Runs a search indexer of its own, with its own indices and consumer group, from the topics' start until it has done as many records as
 * were read before. Gives the seconds from its first documents to its last; the start of the process does not count.
 */
export const loadByIndexer = async (
  { checkout, environment, prefix, signal }: PipelineRun,
  { records, byType }: Documents,
): Promise<number> => {
  const port = await freePort();
  const env = {
    ...environment,
    CONCORD_INDEX_PREFIX: prefix,
    CONCORD_INTERNAL_PORT: String(port),
    CONCORD_LOG_LEVEL: 'error',
  };
  const child = serveTargets(checkout, 'search-indexer', env);
  const topics = new Set([...byType.keys()].map(({ stream }) => stream.topic));
  const done = (measurements: Measurements | null): number =>
    (measurements?.get('concord_indexer_records_total') ?? [])
      .filter(({ labels }) => topics.has(labels['topic'] ?? ''))
      .reduce((sum, { value }) => sum + value, 0);
  try {
    const giveUpAt = Date.now() + startWithinMs;
    let [firstAt, atFirst] = [0, 0];
    for (;;) {
      await pause(lookEveryMs, undefined, { signal });
      const now = performance.now();
      const count = done(await indexerMetrics(port).catch(() => null));
      if (firstAt === 0 && count > 0) [firstAt, atFirst] = [now, count];
      if (count >= records) return ((now - firstAt) / 1_000) * (records / (records - atFirst));
      if (child.exitCode !== null || (firstAt === 0 && Date.now() > giveUpAt))
        throw new Failure({
          cause: 'The search indexer of the benchmark did not start.',
          remedy: `Look: CONCORD_INDEX_PREFIX=${prefix} ./concord serve --target search-indexer`,
        });
    }
  } finally {
    await endProcess(child, 'SIGTERM');
  }
};
