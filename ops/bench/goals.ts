import type { CommentThreadsRow } from './comment-threads.ts';
import type { DeletionResult } from './deletion/measure.ts';
import type { FanoutResult } from './fanout.ts';
import type { RateResult } from './rate.ts';
import type { SuspensionResult } from './suspension.ts';

/** A promise of the platform, and what was measured of it. */
export type Goal = { readonly text: string; readonly reached: boolean; readonly measured: string };

/** In ms; on 2 cores that also make the load. */
const limits = { kafkaP99: 25, searchableP50: 60, searchableP99: 150, atRate: 200, steadyAtRate: 1_000 } as const;
export const memoryLimit = 4e9;
export const indexShare = 0.8;

const ms = (value: number | null) => (value === null ? 'nothing measured' : `${value.toFixed(0)} ms`);

const within = (what: string, value: number | null, limit: number, rate: number): Goal => ({
  text: `${what} ≤ ${String(limit)} ms at ${String(rate)} writes/s`,
  reached: value !== null && value <= limit,
  measured: ms(value),
});

/** A backlog grows when more waits at the end than at the start, by more than what is written in a tenth of a second. */
export const grows = ({ behind, perSecond }: Pick<RateResult, 'behind' | 'perSecond'>): boolean =>
  behind.end - behind.start > Math.max(20, perSecond / 10);

/** What the measured rates say about the goals of freshness. */
export const freshnessGoals = (results: readonly RateResult[]): Goal[] =>
  results.flatMap((result) => [
    ...(result.perSecond === limits.atRate
      ? [
          within('commit → Kafka p99', result.kafka.p99, limits.kafkaP99, limits.atRate),
          within('commit → searchable p50', result.searchable.p50, limits.searchableP50, limits.atRate),
          within('commit → searchable p99', result.searchable.p99, limits.searchableP99, limits.atRate),
        ]
      : []),
    ...(result.perSecond === limits.steadyAtRate
      ? [
          {
            text: `no growing backlog at ${String(limits.steadyAtRate)} writes/s`,
            reached: !grows(result) && result.reached >= 0.95 * result.perSecond,
            measured: `${String(result.behind.start)} behind at the start, ${String(result.behind.end)} at the end, ${result.reached.toFixed(0)} written/s`,
          },
        ]
      : []),
  ]);

/** Lost writes are a fault, at any rate. */
export const nothingLost = (results: readonly RateResult[]): Goal => {
  const lost = results.reduce((sum, { lost: { kafka, search } }) => sum + kafka + search, 0);
  return {
    text: 'every write arrives',
    reached: lost === 0,
    measured: lost === 0 ? 'none lost' : `${String(lost)} lost`,
  };
};

export const memoryGoal = (bytes: number, when = ''): Goal => ({
  text: `the whole platform in ≤ 4 GB of memory${when}`,
  reached: bytes <= memoryLimit,
  measured: `${(bytes / 1e9).toFixed(2)} GB`,
});

export const indexGoal = (share: number): Goal => ({
  text: 'from the topic into an empty index at ≥ 80 % of a direct bulk load',
  reached: share >= indexShare,
  measured: `${(share * 100).toFixed(0)} %`,
});

/** A branch is large where reading all of it shows. */
const largeBranch = 1_000;

export const threadsGoal = (rows: readonly CommentThreadsRow[]): Goal => {
  const large = rows.filter(({ branch }) => branch !== null && branch >= largeBranch);
  const ratio = Math.min(...large.map(({ pathP50, recursionP50 }) => recursionP50 / pathP50));
  return {
    text: 'a page of a large branch ≥ 10 times as fast by path as by recursion',
    reached: Number.isFinite(ratio) && ratio >= 10,
    measured: Number.isFinite(ratio) ? `${ratio.toFixed(0)} times` : 'nothing measured',
  };
};

/** In ms, and times. */
const fanoutLimits = { told: 10_000, slower: 3 } as const;

/** What one post for many may take, and take from others. */
export const fanoutGoals = ({ followers, rounds, during, without, failed }: FanoutResult): Goal[] => {
  const told = Math.max(...rounds.map(({ toldAfterMs }) => toldAfterMs));
  const ratio = (during.p99 ?? Infinity) / (without.p99 ?? 0);
  return [
    {
      text: `${followers.toLocaleString('en')} followers told within ${String(fanoutLimits.told / 1_000)} s`,
      reached: rounds.length > 0 && told <= fanoutLimits.told,
      measured: rounds.length > 0 ? `${(told / 1_000).toFixed(1)} s at the most` : 'nothing measured',
    },
    {
      text: `p99 of others’ requests meanwhile ≤ ${String(fanoutLimits.slower)} times that without`,
      reached: ratio <= fanoutLimits.slower,
      measured: Number.isFinite(ratio) ? `${ratio.toFixed(1)} times` : 'nothing measured',
    },
    {
      text: 'no request of others fails meanwhile',
      reached: during.count > 0 && failed === 0,
      measured: `${String(failed)} of ${String(during.count)}`,
    },
  ];
};

const suspensionLimits = { session: 5_000, places: 10_000 } as const;

/** How soon somebody who is suspended is out, and back when restored. */
export const suspensionGoals = ({ sessionMs, places }: SuspensionResult): Goal[] => {
  const most = (of: 'goneMs' | 'backMs') => Math.max(...places.map((place) => place[of]));
  const within = (text: string, ms: number, limit: number): Goal => ({
    text: `${text} within ${String(limit / 1_000)} s`,
    reached: ms <= limit,
    measured: `${(ms / 1_000).toFixed(1)} s`,
  });
  return [
    within('the session of who is suspended ends', sessionMs, suspensionLimits.session),
    within('gone from every place', most('goneMs'), suspensionLimits.places),
    within('back in every place', most('backMs'), suspensionLimits.places),
  ];
};

/** What a deletion must leave: nothing of the account, and right counts of others. */
export const deletionGoals = ({ scan, counters, stopped }: DeletionResult): Goal[] => [
  {
    text: `${stopped.service} is killed before it has erased all`,
    reached: stopped.left > 0,
    measured: `${stopped.left.toLocaleString('en')} rows left`,
  },
  {
    text: 'nothing of the account is found anywhere',
    reached: scan.references === scan.allowed && scan.allowed > 0,
    measured: `${String(scan.references - scan.allowed)} references, and ${scan.allowed.toLocaleString('en')} that may stay`,
  },
  {
    text: 'no count of others has drifted',
    reached: counters.compared > 0 && counters.drift === 0,
    measured: `${String(counters.drift)} of ${counters.compared.toLocaleString('en')}`,
  },
];
