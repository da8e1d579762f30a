import { setTimeout as pause } from 'node:timers/promises';
import type { Id } from '@concord/contracts';
import type { Arrivals } from './arrivals.ts';
import { distribution, median, type Distribution } from './distribution.ts';
import type { Finds } from './finds.ts';
import type { Load } from './load/load.ts';
import type { Places } from '../stack/places.ts';
import { watchProcessor, type ProcessorUse } from './processor.ts';
import { indexerMetrics, stagesOf, type Stage } from './stages.ts';

/** What was measured at one rate; times in ms. */
export type RateResult = {
  readonly perSecond: number;
  readonly written: number;
  /** Commits per second that were reached. */
  readonly reached: number;
  /** From the commit in MySQL until a consumer of the topic has it, of every write. */
  readonly kafka: Distribution;
  /** From the commit in MySQL until a search finds it, of 20 writes a second. */
  readonly searchable: Distribution;
  /** The same two from when the writer knew of its commit. */
  readonly fromAcknowledgement: { readonly kafka: Distribution; readonly searchable: Distribution };
  /** Writes that never arrived: none may be. */
  readonly lost: { readonly kafka: number; readonly search: number };
  /** Writes acknowledged but not yet found, in the first and in the last third. */
  readonly behind: { readonly start: number; readonly end: number };
  readonly stages: readonly Stage[];
  readonly processor: ProcessorUse;
};

export type Instruments = {
  readonly load: Load;
  readonly arrivals: Arrivals;
  readonly finds: Finds;
  readonly indexerPort: number;
  readonly places: Places;
  readonly signal: AbortSignal;
};

const followedEveryMs = 50;
const patienceMs = 60_000;

/** Begins with one look each second at how many acknowledged writes a search does not find yet, until stopped. */
const watchBehind = (acknowledged: ReadonlyMap<Id, number>, finds: Finds) => {
  const behind: number[] = [];
  let stopped = false;
  const watch = async () => {
    while (!stopped) {
      const [first] = acknowledged.keys();
      const written = acknowledged.size;
      const found = first === undefined ? null : await finds.countFrom(first).catch(() => null);
      if (found !== null && !stopped) behind.push(Math.max(0, written - found));
      await pause(1_000);
    }
  };
  const watching = watch();
  return async () => {
    stopped = true;
    await watching;
    const third = Math.ceil(behind.length / 3);
    return { start: median(behind.slice(0, third)), end: median(behind.slice(-third)) };
  };
};

/** Waits for what is still on its way, but not for ever. */
const settle = async ({ arrivals, finds, signal }: Instruments, written: number): Promise<void> => {
  const deadline = Date.now() + patienceMs;
  while ((arrivals.byPost.size < written || finds.missing() > 0) && Date.now() < deadline)
    await pause(50, undefined, { signal });
};

const spans = (
  ids: Iterable<Id>,
  from: (id: Id) => number | undefined,
  to: (id: Id) => number | undefined,
): Distribution =>
  distribution(
    [...ids].flatMap((id) => {
      const [began, ended] = [from(id), to(id)];
      return began === undefined || ended === undefined ? [] : [Math.max(0, ended - began)];
    }),
  );

/** Writes at a rate and measures the way of the writes. */
export const measureRate = async (
  instruments: Instruments,
  perSecond: number,
  seconds: number,
): Promise<RateResult> => {
  const { load, arrivals, finds, indexerPort, places } = instruments;
  const acknowledged = new Map<Id, number>();
  let followedAt = 0;
  arrivals.clear();
  finds.clear();
  const before = await indexerMetrics(indexerPort);
  const behindSince = watchBehind(acknowledged, finds);
  const processorSince = watchProcessor(places);
  const began = performance.now();
  await load.write(perSecond, seconds, (writes) => {
    for (const [id, at] of writes) {
      acknowledged.set(id, at);
      if (at - followedAt < followedEveryMs) continue;
      followedAt = at;
      finds.expect(id, at);
    }
  });
  const lasted = performance.now() - began;
  const processor = processorSince();
  const behind = await behindSince();
  await settle(instruments, acknowledged.size);
  const after = await indexerMetrics(indexerPort);

  const followed = [...finds.foundAt.keys()];
  const committedAt = (id: Id) => arrivals.byPost.get(id)?.committedAt;
  const seenAt = (id: Id) => arrivals.byPost.get(id)?.seenAt;
  const acknowledgedAt = (id: Id) => acknowledged.get(id);
  const foundAt = (id: Id) => finds.foundAt.get(id);
  return {
    ...{ perSecond, written: acknowledged.size, reached: acknowledged.size / (lasted / 1_000) },
    kafka: spans(acknowledged.keys(), committedAt, seenAt),
    searchable: spans(followed, committedAt, foundAt),
    fromAcknowledgement: {
      kafka: spans(acknowledged.keys(), acknowledgedAt, seenAt),
      searchable: spans(followed, acknowledgedAt, foundAt),
    },
    lost: { kafka: acknowledged.size - arrivals.byPost.size, search: finds.missing() },
    behind,
    stages: stagesOf([...arrivals.byPost.values()], before, after),
    processor,
  };
};
