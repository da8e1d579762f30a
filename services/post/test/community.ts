import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { stranger, type Relation } from '@concord/audience';
import { createClient, type Api } from '@concord/client';
import { relationsCopy as relationsConsumer, type Person } from '@concord/community';
import { errors, state, type Id, type StateStream } from '@concord/contracts';
import {
  cursorSealer,
  identityHeaders,
  startServices,
  transaction,
  type Consumer,
  type Db,
  type Tx,
} from '@concord/platform';
import { checkReply, freshDatabase } from '@concord/testkit';
import { people as peopleConsumer } from '../src/consumers/people.ts';
import type { Deps } from '../src/deps.ts';
import { routes } from '../src/service.ts';

export const migrations = fileURLToPath(new URL('../migrations', import.meta.url));
const secret = 'a secret between services';

/** User as this service meets it: what it knows, whether it answers, and what it was asked. */
export interface FakeUser {
  readonly profiles: Map<Id, Person>;
  readonly relations: Map<string, Relation>;
  answers: boolean;
  asked: string[];
}

export interface Community {
  readonly db: Db;
  readonly deps: Deps;
  readonly user: FakeUser;
  /** The API of this service alone, as an account or as nobody; every answer is checked against its contract. */
  as(account: Id | null): Api;
  /** Age of the local copies, in ms; null before the first canary. */
  copiesAge: number | null;
  /** Lets the state of people arrive, as Debezium tells it. */
  people(...rows: (Partial<Person> & { id: Id })[]): Promise<void>;
  relation(viewer: Id, author: Id, is: Partial<Relation>, version?: number): Promise<void>;
  stop(): Promise<void>;
}

export const person = (own: Partial<Person> & { id: Id }): Person => ({
  username: `person_${own.id}`,
  displayName: `Person ${own.id}`,
  avatarUrl: null,
  status: 'active',
  profileVisibility: 'public',
  version: 1,
  ...own,
});

const record = (stream: StateStream, row: Record<string, unknown>) => ({
  topic: stream.topic,
  partition: 0,
  offset: 0,
  key: null,
  value: Buffer.from(JSON.stringify({ op: 'r', after: row, source: { ts_us: Date.now() * 1_000 } })),
  headers: {},
  timestamp: Date.now(),
});

/** What Debezium would write about these rows of profiles, applied by the consumer in one transaction. */
export const peopleArrive = (tx: Tx, rows: readonly Person[]): Promise<void> =>
  effect(
    peopleConsumer,
    tx,
    rows.map((row) =>
      record(state.user.profiles, {
        id: row.id,
        username: row.username,
        display_name: row.displayName,
        bio: null,
        avatar_url: row.avatarUrl,
        location: null,
        status: row.status,
        profile_visibility: row.profileVisibility,
        search_visibility: 'public',
        created_at: '2026-01-01T00:00:00.000Z',
        version: row.version,
      }),
    ),
  );

const effect = async (consumer: Consumer, tx: Tx, records: ReturnType<typeof record>[]) => {
  const plan = consumer.plan(records);
  if (plan.poison.length > 0) throw new Error(plan.poison[0]?.reason);
  await plan.effect?.(tx);
};

const relationArrives = (tx: Tx, viewer: Id, author: Id, is: Partial<Relation>, version: number) => {
  const { blockedBy, ...flags } = { ...stranger, ...is };
  const row = { viewer_id: viewer, author_id: author, ...flags, blocked_by: blockedBy, version };
  return effect(relationsConsumer, tx, [record(state.user.relations, row)]);
};

const fakeUser = (): FakeUser => ({ profiles: new Map(), relations: new Map(), answers: true, asked: [] });

const freePort = () =>
  new Promise<number>((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });

/** The service on a database of its own, without Kafka: the copies are filled by calling its consumers. */
export const community = async (): Promise<Community> => {
  const { db, drop } = await freshDatabase(migrations);
  const user = fakeUser();
  const ask = <T>(question: string, answer: T): Promise<T> => {
    user.asked.push(question);
    return user.answers ? Promise.resolve(answer) : Promise.reject(errors.unavailable());
  };
  let lastId = 1_000_000;
  const isFresh = async (maxAgeMs: number) => here.copiesAge !== null && here.copiesAge <= maxAgeMs;
  const deps: Deps = {
    db,
    ids: { next: () => (lastId += 1) },
    clock: { now: () => new Date() },
    cursors: cursorSealer(secret),
    copies: {
      isFresh,
      assertFresh: async (maxAgeMs) => {
        if (!(await isFresh(maxAgeMs))) throw errors.stale();
      },
    },
    user: {
      profile: (id) => ask(`profile ${id}`, user.profiles.get(id) ?? null),
      relation: (viewer, author) =>
        ask(`relation ${viewer} ${author}`, user.relations.get(`${viewer} ${author}`) ?? stranger),
    },
  };
  const port = await freePort();
  const running = await startServices([{ name: 'post', routes: routes(deps), parts: [] }], {
    CONCORD_INTERNAL_PORT: String(port),
    CONCORD_INTERNAL_SECRET: secret,
    CONCORD_LOG_LEVEL: 'silent',
  });
  const here: Community = {
    db,
    deps,
    user,
    copiesAge: 0,
    as: (account) =>
      createClient({
        baseUrl: `http://127.0.0.1:${port}`,
        timeoutMs: 30_000,
        onReply: checkReply,
        fetch: (url, init) =>
          fetch(url, { ...init, headers: { ...(init.headers as Record<string, string>), ...headersOf(account) } }),
      }),
    people: (...rows) => transaction(db, (tx) => peopleArrive(tx, rows.map(person))),
    relation: (viewer, author, is, version = 1) =>
      transaction(db, (tx) => relationArrives(tx, viewer, author, is, version)),
    stop: async () => {
      await running.stop();
      await drop();
    },
  };
  return here;
};

const headersOf = (account: Id | null) =>
  identityHeaders(
    {
      actor: account === null ? null : { id: account, sessionId: 1, roles: [] },
      address: '127.0.0.1',
      internal: false,
    },
    secret,
  );
