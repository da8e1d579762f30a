import { connectorConfig, connectorStatus, skipsUnreadableDdl, type ConnectorStatus } from '@concord/connectors';
import type { Stack } from '../../stack/stack.ts';
import { freshness, staleAfterMs, type Freshness } from '../freshness.ts';
import { metricsAt, total, type Measurements } from './prometheus.ts';

export type StageName = 'mysql' | 'debezium' | 'kafka' | 'indexer' | 'elasticsearch';
/** One step of the way from a commit to a hit, judged by the canary that goes the same way. */
export type Stage = {
  readonly name: StageName;
  readonly healthy: boolean;
  readonly state: string;
  /** How long ago the newest canary passed here, in ms; null when none is known. */
  readonly lastSignMs: number | null;
  readonly detail: string;
};
export type StreamLag = { readonly stream: string; readonly behind: number; readonly dead: number };
export type PipelineFacts = {
  readonly search: Freshness;
  readonly stages: readonly Stage[];
  readonly streams: readonly StreamLag[];
};

/** How old the newest canary is at a stage, in ms; null where none is known. */
const canaryAges = async (port: number): Promise<{ mysql: number | null; kafka: number | null }> => {
  const beats = (await metricsAt(port))?.get('concord_canary_beat_seconds') ?? [];
  // Before anything else is waited for.
  const now = Date.now();
  const ageAt = (stage: string) => {
    const beat = beats.find(({ labels }) => labels['stage'] === stage)?.value ?? 0;
    return beat === 0 ? null : Math.max(0, now - beat * 1_000);
  };
  return { mysql: ageAt('mysql'), kafka: ageAt('kafka') };
};

const isOld = (ageMs: number | null) => ageMs === null || ageMs > staleAfterMs;

const debezium = (status: ConnectorStatus | null, ageMs: number | null, skips: boolean): Stage => {
  const stage = { name: 'debezium', lastSignMs: ageMs } as const;
  if (status === null)
    return {
      ...stage,
      healthy: false,
      state: 'unknown',
      detail: 'Kafka Connect does not answer or knows no connector',
    };
  if (status.task !== 'RUNNING')
    return {
      ...stage,
      healthy: false,
      state: (status.task ?? status.connector).toLowerCase(),
      detail: status.reason ?? '',
    };
  return isOld(ageMs)
    ? {
        ...stage,
        healthy: false,
        state: 'silent',
        detail: 'says RUNNING, but no canary comes out of it; it is being restarted',
      }
    : { ...stage, healthy: true, state: 'flows', detail: skips ? 'passes over statements that it cannot read' : '' };
};

const streamsOf = (indexer: Measurements | null): StreamLag[] => {
  const behind = new Map<string, number>();
  for (const { labels, value } of indexer?.get('concord_indexer_behind_records') ?? [])
    behind.set(labels['topic'] ?? '', (behind.get(labels['topic'] ?? '') ?? 0) + value);
  const dead = indexer?.get('concord_dead_letters_total') ?? [];
  return [...behind].map(([topic, records]) => ({
    stream: topic.replace(/^state\./, ''),
    behind: records,
    dead: dead.filter(({ labels }) => labels['topic'] === topic).reduce((sum, { value }) => sum + value, 0),
  }));
};

/** What comes after a stage that does not work cannot be judged. */
const waitingBehind = (stages: readonly Stage[]): Stage[] => {
  const first = stages.findIndex(({ healthy }) => !healthy);
  return stages.map((stage, at) =>
    first === -1 || at <= first || stage.healthy
      ? stage
      : { ...stage, state: 'waits', detail: `nothing comes from ${stages[first]?.name ?? 'before it'}` },
  );
};

/** Asks every part of the pipeline now. Never throws: what does not answer is a fact as well. */
export const pipelineFacts = async (stack: Pick<Stack, 'settings' | 'secrets'>): Promise<PipelineFacts> => {
  const { ports } = stack.settings;
  const connectUrl = `http://127.0.0.1:${ports.connect}`;
  const [search, { mysql: written, kafka: arrived }, indexer, connector, config] = await Promise.all([
    freshness(stack),
    canaryAges(ports.internal),
    metricsAt(ports.indexer),
    connectorStatus(connectUrl, 'mysql').catch(() => null),
    connectorConfig(connectUrl, 'mysql').catch(() => null),
  ]);
  const documents = total(indexer ?? new Map(), 'concord_indexer_documents_total');
  return {
    search,
    streams: streamsOf(indexer),
    stages: waitingBehind([
      {
        name: 'mysql',
        healthy: !isOld(written),
        state: isOld(written) ? 'no writes' : 'ok',
        lastSignMs: written,
        detail: 'canary written',
      },
      debezium(connector, arrived, skipsUnreadableDdl(config)),
      {
        name: 'kafka',
        healthy: !isOld(arrived),
        state: isOld(arrived) ? 'silent' : 'ok',
        lastSignMs: arrived,
        detail: 'canary consumed',
      },
      {
        name: 'indexer',
        healthy: indexer !== null,
        state: indexer === null ? 'down' : 'ok',
        lastSignMs: search.lastCanaryMs,
        detail: documents === null ? '' : `${documents.toLocaleString('en')} documents since its start`,
      },
      {
        name: 'elasticsearch',
        healthy: search.fresh,
        state: search.fresh ? 'ok' : 'stale',
        lastSignMs: search.lastCanaryMs,
        detail: 'canary found by search',
      },
    ]),
  };
};
