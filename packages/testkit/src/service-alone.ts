import { stranger, type Relation } from '@concord/audience';
import { createInternalClient, type Api, type InternalApi } from '@concord/client';
import type { CommentFacts, CommentService, Person, PostCopies, PostFacts } from '@concord/community';
import { randomUUID } from 'node:crypto';
import { errors, state, type EventSpec, type Id, type StateStream } from '@concord/contracts';
import {
  cursorSealer,
  startServices,
  transaction,
  type Actor,
  type Common,
  type Consumer,
  type Db,
  type Service,
  type ServiceRouter,
  type Tx,
} from '@concord/platform';
import type { z } from 'zod';
import { callerHeaders, callerOf } from './api/caller-of.ts';
import { freePort } from './free-port.ts';
import { freshDatabase } from './fresh-database.ts';

/** The owners of people, posts and comments as a service meets them: what they know, whether they answer, and what they were asked. */
export interface Owners {
  readonly profiles: Map<Id, Person>;
  readonly relations: Map<string, Relation>;
  readonly posts: Map<Id, PostFacts>;
  readonly comments: Map<Id, CommentFacts>;
  answers: boolean;
  asked: string[];
}

/** What every service works with; a service adds its own. */
export type CommonDeps = Common & PostCopies & { readonly comment: CommentService };

export interface Alone {
  readonly db: Db;
  /** Where the service answers. */
  readonly baseUrl: string;
  /** The headers of the gateway for an account. */
  headers(account: Id | null): Record<string, string>;
  readonly owners: Owners;
  /** How often it was asked whether the copies are fresh. */
  looks(): number;
  /** Age of the local copies, in ms; null before the first canary. */
  copiesAge: number | null;
  /** The API of this service alone, as an account or as nobody; every answer is checked against its contract. */
  as(account: Id | null, roles?: readonly string[]): Api;
  /** What it offers other services. */
  readonly internal: InternalApi;
  /** Lets rows of a stream arrive, as Debezium tells them, in one transaction. */
  arrive(stream: StateStream, rows: readonly Record<string, unknown>[]): Promise<void>;
  /** Lets an event arrive, once or again with the same id, as Debezium's EventRouter tells it. */
  happen<P extends z.ZodObject>(event: EventSpec<P>, payload: z.input<P>, eventId?: string, at?: Date): Promise<void>;
  /** Lets the state of people arrive. */
  people(...rows: (Partial<Person> & { id: Id })[]): Promise<void>;
  relation(viewer: Id, author: Id, is: Partial<Relation>, version?: number): Promise<void>;
  /** Lets the state of posts arrive. */
  posts(...rows: (Partial<PostFacts> & { id: Id; userId: Id })[]): Promise<void>;
  stop(): Promise<void>;
}

export interface AloneOptions<D> {
  readonly name: string;
  /** The folder of the service's migrations. */
  readonly migrations: string;
  /** The service's own consumers: what arrives is given to those of its stream. */
  readonly consumers: readonly Consumer[] | ((common: CommonDeps) => readonly Consumer[]);
  routes(deps: D): ServiceRouter;
  /** What runs beside the routes. */
  beside?(deps: D, router: ServiceRouter, databaseUrl: string): Pick<Service, 'parts' | 'upgrade'>;
  deps(common: CommonDeps): D;
}

const secret = 'a secret between services';

/** Somebody with a row of their own; active and public unless told. */
export const somebody = (own: Partial<Person> & { id: Id }): Person => ({
  username: `person_${own.id}`,
  displayName: `Person ${own.id}`,
  avatarUrl: null,
  status: 'active',
  profileVisibility: 'public',
  version: 1,
  ...own,
});

/** A row of state.user.profiles. */
export const profileRow = (person: Person) => ({
  id: person.id,
  username: person.username,
  display_name: person.displayName,
  bio: null,
  avatar_url: person.avatarUrl,
  location: null,
  status: person.status,
  profile_visibility: person.profileVisibility,
  search_visibility: 'public',
  created_at: '2026-01-01T00:00:00.000Z',
  version: person.version,
});

/** A row of state.post.posts. */
export const postRow = (post: Partial<PostFacts> & { id: Id; userId: Id }) => ({
  id: post.id,
  user_id: post.userId,
  content: 'A post',
  media: '[]',
  location: null,
  audience: post.audience ?? 'public',
  reach: post.reach ?? 'public',
  tags: '[]',
  mentions: '[]',
  like_count: 0,
  comment_count: 0,
  share_count: 0,
  is_published: 1,
  created_at: '2026-01-01T00:00:00.000Z',
  updated_at: '2026-01-01T00:00:00.000Z',
  deleted_at: post.deleted === true ? '2026-01-02T00:00:00.000Z' : null,
  version: post.version ?? 1,
});

/** Gives an event to those of the consumers that read it. */
export const happenIn = async (
  tx: Tx,
  consumers: readonly Consumer[],
  event: EventSpec,
  payload: unknown,
  eventId: string,
  at = new Date(),
): Promise<void> => {
  const record = {
    ...{ topic: event.topic, partition: 0, offset: 0, key: null, timestamp: at.getTime() },
    value: Buffer.from(JSON.stringify(JSON.stringify(payload))),
    headers: { id: eventId, eventType: event.type },
  };
  for (const consumer of consumers.filter(({ topic }) => topic.name === event.topic)) {
    const plan = consumer.plan([record]);
    if (plan.poison.length > 0) throw new Error(plan.poison[0]?.reason);
    await plan.effect?.(tx);
  }
};

/** Gives rows of a stream to those of the consumers that read it, as Debezium would write them. */
export const arriveIn = async (
  tx: Tx,
  consumers: readonly Consumer[],
  stream: StateStream,
  rows: readonly Record<string, unknown>[],
): Promise<void> => {
  const records = rows.map((row) => ({
    topic: stream.topic,
    partition: 0,
    offset: 0,
    key: null,
    value: Buffer.from(JSON.stringify({ op: 'r', after: row, source: { ts_us: Date.now() * 1_000 } })),
    headers: {},
    timestamp: Date.now(),
  }));
  for (const consumer of consumers.filter(({ topic }) => topic.name === stream.topic)) {
    const plan = consumer.plan(records);
    if (plan.poison.length > 0) throw new Error(plan.poison[0]?.reason);
    await plan.effect?.(tx);
  }
};

const actorOf = (account: Id | null, roles: readonly string[] = []): Actor | null =>
  account === null ? null : { id: account, sessionId: 1, roles: [...roles] };

/** A service on a database of its own, without Kafka: its copies are filled by calling its consumers. */
export const serviceAlone = async <D>(options: AloneOptions<D>): Promise<Alone & { readonly deps: D }> => {
  const { db, url, drop } = await freshDatabase(options.migrations);
  const owners: Owners = {
    ...{ profiles: new Map(), relations: new Map(), posts: new Map(), comments: new Map() },
    ...{ answers: true, asked: [] },
  };
  const ask = <T>(question: string, answer: T): Promise<T> => {
    owners.asked.push(question);
    return owners.answers ? Promise.resolve(answer) : Promise.reject(errors.unavailable());
  };
  let lastId = 1_000_000;
  let looks = 0;
  const isFresh = (maxAgeMs: number) => {
    looks += 1;
    return Promise.resolve(here.copiesAge !== null && here.copiesAge <= maxAgeMs);
  };
  const common: CommonDeps = {
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
      profile: (id) => ask(`profile ${id}`, owners.profiles.get(id) ?? null),
      relation: (viewer, author) =>
        ask(`relation ${viewer} ${author}`, owners.relations.get(`${viewer} ${author}`) ?? stranger),
    },
    post: { facts: (id) => ask(`post ${id}`, owners.posts.get(id) ?? null) },
    comment: { facts: (id) => ask(`comment ${id}`, owners.comments.get(id) ?? null) },
  };
  const deps = options.deps(common);
  const consumers = typeof options.consumers === 'function' ? options.consumers(common) : options.consumers;
  const port = await freePort();
  const baseUrl = `http://127.0.0.1:${port}`;
  const routes = options.routes(deps);
  const beside = options.beside?.(deps, routes, url) ?? { parts: [] };
  const running = await startServices([{ name: options.name, routes, ...beside }], {
    CONCORD_INTERNAL_PORT: String(port),
    CONCORD_INTERNAL_SECRET: secret,
    CONCORD_LOG_LEVEL: 'silent',
  });
  const arrive: Alone['arrive'] = (stream, rows) => transaction(db, (tx) => arriveIn(tx, consumers, stream, rows));
  const here: Alone & { readonly deps: D } = {
    db,
    baseUrl,
    headers: (account) => callerHeaders(actorOf(account), secret),
    deps,
    owners,
    looks: () => looks,
    copiesAge: 0,
    internal: createInternalClient({ baseUrl, secret, timeoutMs: 30_000 }),
    as: (account, roles) => callerOf({ baseUrl, secret }, actorOf(account, roles)),
    arrive,
    happen: (event, payload, eventId = randomUUID(), at = new Date()) =>
      transaction(db, (tx) => happenIn(tx, consumers, event, payload, eventId, at)),
    people: (...rows) => arrive(state.user.profiles, rows.map(somebody).map(profileRow)),
    relation: (viewer, author, is, version = 1) => {
      const { blockedBy, ...flags } = { ...stranger, ...is };
      const row = { viewer_id: viewer, author_id: author, ...flags, blocked_by: blockedBy, version };
      return arrive(state.user.relations, [row]);
    },
    posts: (...rows) => arrive(state.post.posts, rows.map(postRow)),
    stop: async () => {
      await running.stop();
      await drop();
    },
  };
  return here;
};
