import { setTimeout as pause } from 'node:timers/promises';
import type { Api } from '@concord/client';
import type { Db } from '@concord/platform';
import { Failure, interrupted } from '../stack/failure.ts';
import { account, closeAccount, openDatabaseOf } from './accounts.ts';
import { distribution, type Distribution } from './distribution.ts';
import { undoing } from './undoing.ts';

export type FanoutOptions = { readonly followers: number; readonly rounds: number };

export type FanoutRound = {
  /** From the answer to the author until all followers have been told, ms. */
  readonly toldAfterMs: number;
  /** Requests of others meanwhile, ms. */
  readonly during: Distribution;
  /** The same requests just before. */
  readonly without: Distribution;
  /** Requests of others that failed meanwhile. */
  readonly failed: number;
};

export type FanoutResult = {
  readonly followers: number;
  readonly rounds: readonly FanoutRound[];
  /** Of all rounds together. */
  readonly during: Distribution;
  readonly without: Distribution;
  readonly failed: number;
};

type Env = Readonly<Record<string, string | undefined>>;
type Surroundings = { readonly env: Env; readonly api: Api; readonly signal: AbortSignal; tell(what: string): void };

/** Followers are accounts that cannot be: ids hold the time they were made in their upper bits. */
const firstFollower = 10_000;
/** Rows in one transaction: a larger one would be held in memory whole on its way through the pipeline. */
const chunk = 1_000;
/** How many requests of others begin each second, whether or not earlier ones are back. */
const requestsPerSecond = 40;
const patienceMs = 120_000;
/** As long as a fan-out takes, about. */
const withoutMs = 6_000;

const until = async (what: string, signal: AbortSignal, reached: () => Promise<boolean>): Promise<void> => {
  const deadline = Date.now() + patienceMs;
  while (!(await reached())) {
    if (signal.aborted) throw interrupted();
    if (Date.now() > deadline)
      throw new Failure({ cause: `${what} takes longer than two minutes.`, remedy: 'Look: ./concord pipeline status' });
    await pause(50);
  }
};

type Databases = Readonly<Record<'auth' | 'user' | 'notification', Db>>;

const chunks = (total: number) =>
  Array.from({ length: Math.ceil(total / chunk) }, (_, at) => ({
    from: firstFollower + at * chunk,
    to: firstFollower + Math.min(total, (at + 1) * chunk),
  }));

/** What following would write where it is owned; it reaches the notification service as ever. */
const follow = async ({ user, notification }: Databases, author: number, total: number, signal: AbortSignal) => {
  for (const { from, to } of chunks(total)) {
    const rows = Array.from({ length: to - from }, (_, n) => ({ viewer_id: from + n, author_id: author, follows: 1 }));
    await user('relations').insert(rows.map((row) => ({ ...row, version: 1 })));
  }
  await until('Telling the notification service of the followers', signal, async () => {
    const [row] = await notification('relations')
      .where({ author_id: author, follows: 1 })
      .count<{ n: number }[]>({ n: '*' });
    return (row?.n ?? 0) >= total;
  });
};

const forget = async ({ user, notification }: Databases, author: number, total: number) => {
  for (const { from, to } of chunks(total)) {
    const theirs = (column: string) => [column, [from, to - 1]] as const;
    await user('relations')
      .where({ author_id: author })
      .whereBetween(...theirs('viewer_id'))
      .delete();
    await notification('notifications')
      .where({ actor_id: author })
      .whereBetween(...theirs('receiver_id'))
      .delete();
    for (const table of ['stream_frames', 'stream_heads'])
      await notification(table)
        .whereBetween(...theirs('user_id'))
        .delete();
  }
};

type Others = { readonly took: readonly number[]; readonly failed: number };

/** Requests of others, begun at their times until `ended`: how long each took from the time it was due, ms, and how many failed. */
const others = async (requests: readonly (() => Promise<unknown>)[], ended: () => boolean): Promise<Others> => {
  const took: number[] = [];
  let failed = 0;
  const underWay: Promise<void>[] = [];
  const began = performance.now();
  for (let n = 0; !ended(); n += 1) {
    const due = began + (n * 1_000) / requestsPerSecond;
    await pause(Math.max(0, due - performance.now()));
    const request = requests[n % requests.length] as () => Promise<unknown>;
    underWay.push(
      request()
        .catch(() => (failed += 1))
        .then(() => void took.push(performance.now() - due)),
    );
  }
  await Promise.all(underWay);
  return { took, failed };
};

/** One post, told to all followers, with and without it in the way of others. */
const round = async (
  { notification }: Databases,
  { author, reader, followers, signal }: { author: Api; reader: Api; followers: number; signal: AbortSignal },
) => {
  const requests = [
    () => reader.getFeed(),
    () => reader.listNotifications(),
    () => reader.search({ query: { q: 'linux' } }),
    () => reader.getMe(),
    () => reader.getUnreadCount(),
  ];
  const quietUntil = performance.now() + withoutMs;
  const without = await others(requests, () => signal.aborted || performance.now() > quietUntil);
  let toldAfterMs: number | null = null;
  const busy = others(requests, () => signal.aborted || toldAfterMs !== null);
  const { id } = await author.createPost({ body: { content: 'A post for many', audience: 'followers' } });
  const began = performance.now();
  try {
    await until('Telling all followers', signal, async () => {
      const [row] = await notification('notifications').where({ post_id: id }).count<{ n: number }[]>({ n: '*' });
      return (row?.n ?? 0) >= followers;
    });
  } finally {
    toldAfterMs = performance.now() - began;
  }
  const during = await busy;
  await author.deletePost({ params: { id } });
  await until('Taking it back', signal, async () => (await notification('removals').first('id')) === undefined);
  return { toldAfterMs, during, without };
};

/** One post of an author with many followers: when all have been told, and what others feel of it. */
export const measureFanout = (
  { followers, rounds }: FanoutOptions,
  { env, api, signal, tell }: Surroundings,
): Promise<FanoutResult> =>
  undoing(async (later) => {
    const databases: Databases = {
      auth: openDatabaseOf(env, 'auth'),
      user: openDatabaseOf(env, 'user'),
      notification: openDatabaseOf(env, 'notification'),
    };
    later(() => Promise.all(Object.values(databases).map((db) => db.destroy())));
    const [author, reader] = [await account(api, 'bench_author'), await account(api, 'bench_reader')];
    later(() => Promise.all([author, reader].map(({ id }) => closeAccount(databases.auth, id))));
    later(() => forget(databases, author.id, followers));
    tell(`${String(followers)} followers`);
    await follow(databases, author.id, followers, signal);
    const measured: Awaited<ReturnType<typeof round>>[] = [];
    for (let n = 1; n <= rounds; n += 1) {
      tell(`round ${String(n)} of ${String(rounds)}`);
      measured.push(await round(databases, { author: author.api, reader: reader.api, followers, signal }));
    }
    return {
      followers,
      rounds: measured.map(({ toldAfterMs, during, without }) => ({
        toldAfterMs,
        during: distribution(during.took),
        without: distribution(without.took),
        failed: during.failed,
      })),
      during: distribution(measured.flatMap(({ during }) => during.took)),
      without: distribution(measured.flatMap(({ without }) => without.took)),
      failed: measured.reduce((sum, { during }) => sum + during.failed, 0),
    };
  });
