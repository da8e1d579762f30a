import { expect, test } from '@jest/globals';
import type { Distribution } from './distribution.ts';
import { freshnessGoals, grows } from './goals.ts';
import type { RateResult } from './rate.ts';
import { deletionScreen, fanoutScreen, freshnessScreen, indexScreen, needsScreen, threadsScreen } from './screens.ts';

const spread = (p50: number, p95: number, p99: number): Distribution => ({ count: 100, p50, p95, p99, max: p99 });

const rate = (perSecond: number, more: Partial<RateResult> = {}): RateResult => ({
  ...{ perSecond, written: perSecond * 30, reached: perSecond },
  kafka: spread(6, 11, 18),
  searchable: spread(38, 60, 90),
  fromAcknowledgement: { kafka: spread(5, 10, 17), searchable: spread(37, 59, 89) },
  lost: { kafka: 0, search: 0 },
  behind: { start: 9, end: 10 },
  stages: [{ stage: 'bulk', mean: 5, p50: 4, p99: 12 }],
  processor: { mysql: 0.37, 'this benchmark': 0.6 },
  ...more,
});
const slow = { kafka: spread(270, 490, 515), searchable: spread(780, 1_300, 1_490) };
const memory = { mysql: 600e6, elasticsearch: 2.5e9 };
const times = { seconds: 30, warmUpSeconds: 30 };

test('freshness stands next to the default intervals of the same run', () => {
  expect(freshnessScreen({ concord: [rate(200)], defaults: [rate(200, slow)], memory }, times)).toEqual([
    'Freshness in ms from the commit in MySQL, 30 s each after 30 s of warm-up',
    [
      '  WRITES/S  INTERVALS  WRITTEN  KAFKA p50  p95   p99   SEARCHABLE p50  p95    p99    BEHIND',
      '  200       concord    6,000    6.0        11.0  18.0  38.0            60.0   90.0   9 → 10',
      '  200       default    6,000    270        490   515   780             1,300  1,490  9 → 10',
      '            sooner by           45×        45×   29×   21×             22×    17×',
    ].join('\n'),
    '  "default": poll.interval.ms 500, linger.ms 5, refresh_interval 1 s, in the same run. BEHIND: in the first → in the last third.',
    '  ✔ commit → Kafka p99 ≤ 25 ms at 200 writes/s: 18 ms',
    '  ✔ commit → searchable p50 ≤ 60 ms at 200 writes/s: 38 ms',
    '  ✔ commit → searchable p99 ≤ 150 ms at 200 writes/s: 90 ms',
    '  ✔ every write arrives: none lost',
    '  ✔ the whole platform in ≤ 4 GB of memory after the load: 3.10 GB',
    '    mysql 600 MB · elasticsearch 2.5 GB',
  ]);
});

test('where a goal is missed the stages say where the time goes', () => {
  const lines = freshnessScreen({ concord: [rate(200, slow)], defaults: [], memory }, times);
  expect(lines).toContain('  ✖ commit → Kafka p99 ≤ 25 ms at 200 writes/s: 515 ms');
  expect(lines.at(-2)).toContain('200       bulk                 5.0   4.0  12.0');
  expect(lines.at(-1)).toBe('  200 writes/s, of one core: mysql 37 % · this benchmark 60 %');
});

test('a backlog that grows, or a rate that is not reached, misses the goal at 1,000 writes a second', () => {
  const reached = (more: Partial<RateResult>) => freshnessGoals([rate(1_000, more)]).map((goal) => goal.reached);
  expect(reached({})).toEqual([true]);
  expect(reached({ behind: { start: 40, end: 900 } })).toEqual([false]);
  expect(reached({ reached: 700 })).toEqual([false]);
  expect(grows(rate(1_000, { behind: { start: 40, end: 130 } }))).toBe(false);
});

test('the speed of filling an index stands next to a direct load of the same documents', () => {
  const result = { documents: 50_000, tombstones: 0, pipeline: [5_600, 5_800], direct: [6_900, 7_100], share: 0.81 };
  expect(indexScreen(result)).toEqual([
    'Filling an empty index with 50,000 documents',
    [
      '                          ROUND 1            ROUND 2',
      '  from the topic’s start  5,600 documents/s  5,800 documents/s',
      '  direct bulk load        6,900 documents/s  7,100 documents/s',
    ].join('\n'),
    '  ✔ from the topic into an empty index at ≥ 80 % of a direct bulk load: 81 %',
  ]);
});

test('every process is named with its memory and what it costs when idle', () => {
  const parts = [{ part: 'kafka', memoryBytes: 415e6, cpuShare: 0.031 }];
  expect(needsScreen({ seconds: 20, parts, total: { memoryBytes: 4.2e9, cpuShare: 0.25 } })).toEqual([
    'What the platform needs while nobody uses it, over 20 s',
    ['  PART    MEMORY  OF ONE CORE', '  kafka   415 MB  3.1 %', '  in all  4.2 GB  25.0 %'].join('\n'),
    '  ✖ the whole platform in ≤ 4 GB of memory: 4.20 GB',
  ]);
});

test('a page by path stands next to the same page by recursion', () => {
  const spread = { pathP50: 1.3, pathP99: 8, recursionP50: 1_245, recursionP99: 1_871, recursionRuns: 16 };
  const rows = [{ page: 'branch of 87,227, first page', branch: 87_227, found: 21, ...spread }];
  expect(threadsScreen(rows).at(-1)).toBe(
    '  ✔ a page of a large branch ≥ 10 times as fast by path as by recursion: 958 times',
  );
  const slow = rows.map((row) => ({ ...row, pathP50: 200 }));
  expect(threadsScreen(slow).at(-1)).toMatch(/✖ .*: 6 times$/);
  expect(threadsScreen(rows.map((row) => ({ ...row, branch: 3 }))).at(-1)).toMatch(/✖ .*: nothing measured$/);
});

test('a post for many stands with what it costs others, round by round', () => {
  const spread = (p50: number, p99: number) => ({ count: 200, p50, p95: p99, p99, max: p99 });
  const rounds = [{ toldAfterMs: 4_512, during: spread(9, 48), without: spread(6, 30), failed: 0 }];
  const result = { followers: 24_000, rounds, during: spread(9, 48), without: spread(6, 30), failed: 0 };
  expect(fanoutScreen(result)).toEqual([
    'One post for 24,000 followers, and what others’ requests take meanwhile, in ms',
    [
      '  ROUND  ALL TOLD  REQUESTS  DURING p50  p99   WITHOUT p50  p99   p99 RATIO',
      '  1      4.5 s     200       9.0         48.0  6.0          30.0  1.6×',
      '  all              200       9.0         48.0  6.0          30.0  1.6×',
    ].join('\n'),
    '  ✔ 24,000 followers told within 10 s: 4.5 s at the most',
    '  ✔ p99 of others’ requests meanwhile ≤ 3 times that without: 1.6 times',
    '  ✔ no request of others fails meanwhile: 0 of 200',
  ]);
  const none = { ...result, rounds: [], during: { ...spread(1, 1), p99: null } };
  expect(fanoutScreen(none).filter((line) => line.includes('✖') && line.includes('nothing measured'))).toHaveLength(2);
});

test('a deletion is good when nothing is left, no count is wrong, and the service was killed in its midst', () => {
  const left = {
    store: 'mysql',
    place: 'concord_post.posts.content',
    references: 3,
    allowed: 0,
    rule: 'a text',
  } as const;
  const result = (references: number, killedWith: number, drift: number) => ({
    much: { posts: 2_000, comments: 5_000, reactions: 10_000 },
    ...{ writingMs: 99_000, acceptedMs: 55, looks: 2, erased: { 'post posts': 2_000 } },
    stopped: { service: 'reaction', left: killedWith, othersDoneMs: 31_000, completeMs: 8_000 },
    scan: { accountId: 7, status: 'deleted' as const, findings: [left], references: references + 9, allowed: 9 },
    counters: { compared: 40_000, drift },
  });
  const screen = deletionScreen(result(0, 8_000, 0));
  expect(screen[0]).toBe('Somebody with 2,000 posts, 5,000 comments and 10,000 reactions leaves');
  expect(screen.slice(-3)).toEqual([
    '  ✔ reaction is killed before it has erased all: 8,000 rows left',
    '  ✔ nothing of the account is found anywhere: 0 references, and 9 that may stay',
    '  ✔ no count of others has drifted: 0 of 40,000',
  ]);
  for (const line of deletionScreen(result(3, 0, 1)).slice(-3)) expect(line).toMatch(/^ {2}✖/);
});
