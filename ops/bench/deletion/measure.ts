import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Api } from '@concord/client';
import { withCounters } from '../../counters/all.ts';
import { verify } from '../../counters/verify.ts';
import { operatorClient } from '../../cli/operator-client.ts';
import { freshness } from '../../cli/freshness.ts';
import { scan, type Scan } from '../../privacy/scan.ts';
import { readEnvironment } from '../../stack/environment.ts';
import { Failure } from '../../stack/failure.ts';
import type { Stack } from '../../stack/stack.ts';
import { account, openDatabaseOf, type BenchAccount } from '../accounts.ts';
import { undoing } from '../undoing.ts';
import { writeMuch, type Much } from './much.ts';
import { oneApart, type OneApart } from './one-apart.ts';

export type DeletionOptions = Much & {
  /** Is killed in the midst of its erasing, and started again when all others are done. */
  readonly stopped: keyof typeof tables;
};

export type DeletionResult = {
  readonly much: Much;
  readonly writingMs: number;
  /** Until DELETE /v1/me was answered. */
  readonly acceptedMs: number;
  readonly stopped: {
    readonly service: string;
    /** Rows of the account that it still had when it was killed. */
    readonly left: number;
    /** Until all others were done, from the request. */
    readonly othersDoneMs: number;
    /** From its start until all were done. */
    readonly completeMs: number;
  };
  /** Erased, by service and kind. */
  readonly erased: Readonly<Record<string, number>>;
  /** How often was looked until nothing was left in caches either, and what the last look found. */
  readonly looks: number;
  readonly scan: Scan;
  readonly counters: { readonly compared: number; readonly drift: number };
};

type Surroundings = { readonly stack: Stack; readonly signal: AbortSignal; tell(what: string): void };
type Env = Readonly<Record<string, string | undefined>>;

const patienceMs = 300_000;
const others = 4;

const until = async (what: string, signal: AbortSignal, reached: () => Promise<boolean>): Promise<void> => {
  const deadline = Date.now() + patienceMs;
  while (!(await reached())) {
    if (Date.now() > deadline)
      throw new Failure({
        cause: `${what} takes longer than five minutes.`,
        remedy: 'Look: ./concord pipeline status',
      });
    await pause(20, undefined, { signal });
  }
};

/** Waits until a canary that was written from now on has been found. */
const untilCaughtUp = (stack: Stack, signal: AbortSignal): Promise<void> => {
  const since = Date.now();
  return until('Catching up', signal, async () => {
    const { lastCanaryMs } = await freshness(stack);
    return lastCanaryMs !== null && Date.now() - lastCanaryMs > since + 100;
  });
};

const states = async (api: Api, id: string) => (await api.getDeletion({ params: { id } })).services;

/** Kills the service once it has erased something, and waits until all others have erased everything. */
const killInTheMidst = async (
  one: OneApart,
  rowsLeft: () => Promise<number>,
  othersDone: () => Promise<boolean>,
  signal: AbortSignal,
): Promise<number> => {
  const all = await rowsLeft();
  await until('The first chunk', signal, async () => (await rowsLeft()) < all);
  await one.kill();
  const left = await rowsLeft();
  await until('What the others erase', signal, othersDone);
  return left;
};

const drift = (env: Env, signal: AbortSignal): Promise<{ compared: number; drift: number }> =>
  withCounters(env, async (counters) => {
    const sum = { compared: 0, drift: 0 };
    for (const counter of counters) {
      const { compared, differ } = await verify(counter, { repair: false, secondLookMs: 3_000, signal });
      sum.compared += compared;
      sum.drift += differ;
    }
    return sum;
  });

/** Caches let go of what they hold within a minute. */
const cachesMs = 90_000;

const scanned = async (env: Env, accountId: number, also: readonly string[], signal: AbortSignal) => {
  const deadline = Date.now() + cachesMs;
  for (let looks = 1; ; looks += 1) {
    const found = await scan({ env, accountId, also, signal, onStep: () => undefined });
    const cached = found.findings.some(({ store, references, allowed }) => store === 'redis' && references > allowed);
    if (!cached || Date.now() > deadline) return { looks, scan: found };
    await pause(5_000, undefined, { signal });
  }
};

/** The tables whose rows tell how far a service is. */
const tables = { post: 'posts', comment: 'comments', reaction: 'reactions' } as const;

/** Somebody who writes for longer than an access token is good. */
const writer = async (stack: Stack, api: Api, name: string): Promise<BenchAccount> => {
  const made = await account(api, name);
  const { accessToken: token, refreshToken } = await api.createSession({
    body: { login: made.username, password: made.password },
  });
  return { ...made, api: await operatorClient(stack, undefined, { token, refreshToken }) };
};

/** Asks for the deletion by a session that has just been opened. */
const deleteAccount = async (api: Api, { username, password }: BenchAccount): Promise<string> => {
  const { accessToken } = await api.createSession({ body: { login: username, password } });
  return (await api.as(accessToken).deleteMe({})).id;
};

/** Somebody writes much and leaves, while a service is stopped in the midst of erasing what they wrote. */
export const measureDeletion = (
  { stopped, ...much }: DeletionOptions,
  { stack, signal, tell }: Surroundings,
): Promise<DeletionResult> =>
  undoing(async (later) => {
    const env = readEnvironment(stack.places);
    const db = openDatabaseOf(env, stopped);
    later(() => db.destroy());
    tell(`${stopped} in a process of its own`);
    const one = await oneApart(stack, stopped, later, signal);
    const api = await operatorClient(stack);
    const leaver = await writer(stack, api, 'bench_leaver');
    const staying = await Promise.all(Array.from({ length: others }, () => writer(stack, api, 'bench_stays')));
    later(() => Promise.all(staying.map((person) => deleteAccount(api, person))));

    const word = [...randomBytes(12)].map((byte) => 'bcdfghjklmnpqrstvwxz'[byte % 20]).join('');
    const writingBegan = performance.now();
    await writeMuch(leaver, staying, word, much, { signal, tell });
    await leaver.api.updateMe({ body: { displayName: `Known as ${word}`, bio: `Writes of ${word}` } });
    const writingMs = performance.now() - writingBegan;
    await untilCaughtUp(stack, signal);

    tell(`leaves; ${stopped} is killed`);
    const began = performance.now();
    const id = await deleteAccount(api, leaver);
    const acceptedMs = performance.now() - began;
    const rowsLeft = async () =>
      (await db(tables[stopped]).where({ user_id: leaver.id }).count<{ n: number }[]>({ n: '*' }))[0]?.n ?? 0;
    const left = await killInTheMidst(
      one,
      rowsLeft,
      async () => (await states(api, id)).every(({ service, state }) => state === 'done' || service === stopped),
      signal,
    );
    const othersDoneMs = performance.now() - began;

    tell(`${stopped} is started again`);
    const started = performance.now();
    await one.start();
    await until('The deletion', signal, async () => (await api.getDeletion({ params: { id } })).state === 'complete');
    const completeMs = performance.now() - started;
    const erased = (await states(api, id)).flatMap(({ service, erased: kinds }) =>
      kinds.map(({ kind, count }) => [`${service} ${kind}`, count] as const),
    );
    await untilCaughtUp(stack, signal);

    tell('what is left is looked for');
    const also = [word, leaver.username, `${leaver.username}@concord.local`];
    return {
      much,
      ...{ writingMs, acceptedMs },
      stopped: { service: stopped, left, othersDoneMs, completeMs },
      erased: Object.fromEntries(erased),
      ...(await scanned(env, leaver.id, also, signal)),
      counters: await drift(env, signal),
    };
  });
