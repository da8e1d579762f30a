import { bad, good } from '../cli/cli.ts';
import { table } from '../cli/screens.ts';
import { bytes } from '../stack/units.ts';
import type { CommentThreadsRow } from './comment-threads.ts';
import type { DeletionResult } from './deletion/measure.ts';
import type { Distribution } from './distribution.ts';
import type { FanoutResult } from './fanout.ts';
import type { FreshnessOptions, FreshnessResult } from './freshness.ts';
import {
  deletionGoals,
  fanoutGoals,
  freshnessGoals,
  grows,
  indexGoal,
  memoryGoal,
  nothingLost,
  suspensionGoals,
  threadsGoal,
  type Goal,
} from './goals.ts';
import type { Needs } from './idle.ts';
import type { IndexResult } from './index-speed/measure.ts';
import { inAll, type MemoryUse } from './memory.ts';
import type { RateResult } from './rate.ts';
import type { SuspensionResult } from './suspension.ts';
import type { Stage } from './stages.ts';

const count = (value: number) => Math.round(value).toLocaleString('en');
const ms = (value: number | null) => (value === null ? '–' : value < 99.95 ? value.toFixed(1) : count(value));
const percentiles = ({ p50, p95, p99 }: Distribution) => [p50, p95, p99].map(ms);
const times = (more: number | null, less: number | null) =>
  more === null || less === null || less <= 0 ? '–' : `${(more / less).toFixed(more / less < 9.95 ? 1 : 0)}×`;

export const goalLines = (goals: readonly Goal[]): string[] =>
  goals.map(({ text, reached, measured }) => `  ${reached ? good() : bad()} ${text}: ${measured}`);

const rateRow = (intervals: string, result: RateResult): string[] => [
  count(result.perSecond),
  intervals,
  count(result.written),
  ...percentiles(result.kafka),
  ...percentiles(result.searchable),
  `${count(result.behind.start)} → ${count(result.behind.end)}${grows(result) ? ' ▲' : ''}`,
];

const ratioRow = (ours: RateResult, theirs: RateResult): string[] => {
  const ratios = (mine: Distribution, other: Distribution) => [
    times(other.p50, mine.p50),
    times(other.p95, mine.p95),
    times(other.p99, mine.p99),
  ];
  return ['', 'sooner by', '', ...ratios(ours.kafka, theirs.kafka), ...ratios(ours.searchable, theirs.searchable), ''];
};

const stageRows = ({ perSecond, stages, searchable }: RateResult): string[][] => [
  ...stages.map(({ stage, mean, p50, p99 }: Stage) => [count(perSecond), stage, ms(mean), ms(p50), ms(p99)]),
  [count(perSecond), 'commit → searchable', '', ms(searchable.p50), ms(searchable.p99)],
];

/** All that `concord bench freshness` is measured against. */
export const goalsOfFreshness = ({ concord, defaults, memory }: FreshnessResult): Goal[] => [
  ...freshnessGoals(concord),
  nothingLost([...concord, ...defaults]),
  memoryGoal(inAll(memory), ' after the load'),
];

const memoryLine = (memory: MemoryUse): string =>
  Object.entries(memory)
    .map(([name, used]) => `${name} ${bytes(used)}`)
    .join(' · ');

const processorLine = ({ perSecond, processor }: RateResult): string =>
  `  ${count(perSecond)} writes/s, of one core: ${Object.entries(processor)
    .map(([name, share]) => `${name} ${(share * 100).toFixed(0)} %`)
    .join(' · ')}`;

/** The table of `concord bench freshness`, its goals, and where the time goes at each rate where a goal was missed or, with `allStages`, at all. */
export const freshnessScreen = (
  { concord, defaults, memory }: FreshnessResult,
  { seconds, warmUpSeconds }: Pick<FreshnessOptions, 'seconds' | 'warmUpSeconds'>,
  allStages = false,
): string[] => {
  const rows = concord.flatMap((ours, index) => {
    const theirs = defaults[index];
    return [
      rateRow('concord', ours),
      ...(theirs === undefined ? [] : [rateRow('default', theirs), ratioRow(ours, theirs)]),
    ];
  });
  const goalsOf = (result: RateResult) => freshnessGoals([result]);
  const told = concord.filter((result) => allStages || goalsOf(result).some(({ reached }) => !reached));
  return [
    `Freshness in ms from the commit in MySQL, ${String(seconds)} s each after ${String(warmUpSeconds)} s of warm-up`,
    table(
      ['WRITES/S', 'INTERVALS', 'WRITTEN', 'KAFKA p50', 'p95', 'p99', 'SEARCHABLE p50', 'p95', 'p99', 'BEHIND'],
      rows,
    ),
    '  "default": poll.interval.ms 500, linger.ms 5, refresh_interval 1 s, in the same run. BEHIND: in the first → in the last third.',
    ...goalLines(goalsOfFreshness({ concord, defaults, memory })),
    `    ${memoryLine(memory)}`,
    ...(told.length === 0
      ? []
      : [
          'Where the time goes (the indexer’s stages are of batches)',
          table(['WRITES/S', 'STAGE', 'MEAN', 'p50', 'p99'], told.flatMap(stageRows)),
          ...told.map(processorLine),
        ]),
  ];
};

/** The table of `concord bench index` and its goal. */
export const indexScreen = ({ documents, tombstones, pipeline, direct, share }: IndexResult): string[] => [
  `Filling an empty index with ${count(documents)} documents${tombstones === 0 ? '' : `, of them ${count(tombstones)} marks of deleted rows`}`,
  table(
    ['', ...pipeline.map((_, index) => `ROUND ${String(index + 1)}`)],
    [
      ['from the topic’s start', ...pipeline.map((speed) => `${count(speed)} documents/s`)],
      ['direct bulk load', ...direct.map((speed) => `${count(speed)} documents/s`)],
    ],
  ),
  ...goalLines([indexGoal(share)]),
];

/** The table of `concord bench idle` and the goal for memory. */
export const needsScreen = ({ seconds, parts, total }: Needs): string[] => {
  const row = (name: string, { memoryBytes, cpuShare }: Needs['total']) => [
    name,
    bytes(memoryBytes),
    `${(cpuShare * 100).toFixed(1)} %`,
  ];
  return [
    `What the platform needs while nobody uses it, over ${String(seconds)} s`,
    table(['PART', 'MEMORY', 'OF ONE CORE'], [...parts.map((need) => row(need.part, need)), row('in all', total)]),
    ...goalLines([memoryGoal(total.memoryBytes)]),
  ];
};

/** The table of `concord bench threads` and its goal. */
export const threadsScreen = (rows: readonly CommentThreadsRow[]): string[] => [
  'Pages of a thread in ms',
  table(
    ['PAGE', 'FOUND', 'BY PATH p50', 'p99', 'BY RECURSION p50', 'p99'],
    rows.map((row) => [
      ...[row.page, count(row.found), ms(row.pathP50), ms(row.pathP99), ms(row.recursionP50), ms(row.recursionP99)],
    ]),
  ),
  ...goalLines([threadsGoal(rows)]),
];

/** The table of `concord bench fanout` and its goals. */
export const fanoutScreen = (result: FanoutResult): string[] => {
  const row = (name: string, told: number | null, { during, without }: Pick<FanoutResult, 'during' | 'without'>) => [
    ...[name, told === null ? '' : `${(told / 1_000).toFixed(1)} s`, count(during.count)],
    ...[ms(during.p50), ms(during.p99), ms(without.p50), ms(without.p99), times(during.p99, without.p99)],
  ];
  return [
    `One post for ${count(result.followers)} followers, and what others’ requests take meanwhile, in ms`,
    table(
      ['ROUND', 'ALL TOLD', 'REQUESTS', 'DURING p50', 'p99', 'WITHOUT p50', 'p99', 'p99 RATIO'],
      [...result.rounds.map((one, at) => row(String(at + 1), one.toldAfterMs, one)), row('all', null, result)],
    ),
    ...goalLines(fanoutGoals(result)),
  ];
};

/** The table of `concord bench suspension` and its goals. */
export const suspensionScreen = (result: SuspensionResult): string[] => [
  'Somebody is suspended and restored: when others do not see them any more, and see them again, in ms',
  table(
    ['PLACE', 'GONE AFTER', 'BACK AFTER'],
    result.places.map(({ place, goneMs, backMs }) => [place, count(goneMs), count(backMs)]),
  ),
  ...goalLines(suspensionGoals(result)),
];

const seconds = (value: number) => `${(value / 1_000).toFixed(1)} s`;

export const deletionScreen = (result: DeletionResult): string[] => {
  const { much, writingMs, acceptedMs, stopped, erased, looks } = result;
  return [
    `Somebody with ${count(much.posts)} posts, ${count(much.comments)} comments and ${count(much.reactions)} reactions leaves`,
    table(
      ['STEP', 'TOOK'],
      [
        ['writing all that', seconds(writingMs)],
        ['DELETE /v1/me', seconds(acceptedMs)],
        [
          `${stopped.service} killed with ${count(stopped.left)} rows left; all others done after`,
          seconds(stopped.othersDoneMs),
        ],
        [`${stopped.service} started again; complete after`, seconds(stopped.completeMs)],
      ],
    ),
    table(
      ['ERASED', 'THINGS'],
      Object.entries(erased).map(([what, things]) => [what, count(things)]),
    ),
    `Looked for what is left ${count(looks)} times: caches forget within a minute`,
    ...goalLines(deletionGoals(result)),
  ];
};
