import { randomBytes } from 'node:crypto';
import { createInternalClient, type Api, type InternalApi } from '@concord/client';
import type { Id } from '@concord/contracts';
import { cursorSealer, openElasticsearch, setLogLevel, startServices, type Elasticsearch } from '@concord/platform';
import { documents, ensureIndex, indexNames, type DocumentType } from '@concord/search-indexer/documents';
import { callerOf, freePort } from '@concord/testkit';
import type { Freshness } from '../src/freshness/canary-watch.ts';
import { relationsOf } from '../src/read/relations-of.ts';
import { routesOf } from '../src/service.ts';
import { narrowings, type Narrowings } from '../src/viewer/narrowed.ts';
import { seekers, type Seekers } from '../src/viewer/seekers.ts';
import { visibility } from '../src/viewer/visibility.ts';

const secret = 'the-internal-secret-of-a-test';
type Kind = 'posts' | 'comments' | 'users' | 'relations';
type Versioned = Readonly<Record<string, unknown>> & { readonly version: number };

export const cursorSecret = 'the-cursor-secret-of-a-test';

/** The search service alone, over HTTP, on indices of its own in a real Elasticsearch. */
export interface Search {
  readonly client: Elasticsearch;
  readonly anonymous: Api;
  readonly internal: InternalApi;
  /** The API as the gateway calls it for this account. */
  as(viewer: Id): Api;
  /** What the indexer would make of these rows is searchable when this resolves. */
  put(kind: Kind, ...rows: readonly Versioned[]): Promise<void>;
  readonly indexOf: (kind: Kind) => string;
  readonly narrowed: Narrowings;
  readonly people: Seekers;
  /** What the service knows of its own knowledge; change it to make it old. */
  readonly world: { watermarkMs: number | null; indexAgeMs: number | null; now: () => number; freshness: Freshness };
  stop(): Promise<void>;
}

const typeOf = (kind: Kind): DocumentType => {
  const type = documents.find(({ index }) => index === kind);
  if (!type) throw new Error(`there is no document type ${kind}`);
  return type;
};

const operationsOf = (index: string, type: DocumentType, rows: readonly Versioned[]) =>
  rows.flatMap((row) => {
    const id = type.stream.key.map((column) => String(row[column])).join(':');
    const change = { key: id, row, version: row.version, committedAt: new Date(), purged: false };
    return [
      { index: { _index: index, _id: id, version: row.version, version_type: 'external_gte' as const } },
      type.sourceOf(change as never),
    ];
  });

export const startSearch = async (): Promise<Search> => {
  const url = process.env['CONCORD_ELASTICSEARCH_URL'];
  if (url === undefined) throw new Error('CONCORD_ELASTICSEARCH_URL is not set: start the test stack first');
  const client = openElasticsearch(url);
  const prefix = `t_${randomBytes(4).toString('hex')}`;
  for (const type of documents) await ensureIndex(client, prefix, type);
  const indexOf = (kind: Kind) => indexNames(prefix, typeOf(kind)).read;

  const narrowed = narrowings();
  const people = seekers({ load: (viewer) => relationsOf(client, indexOf('relations'), viewer), maxRelations: 10_000 });
  const world: Search['world'] = {
    watermarkMs: Date.now(),
    indexAgeMs: 0,
    now: Date.now,
    freshness: { fresh: true, lastCanaryMs: 900, p50Ms: 40, p99Ms: 90, canaries: 60 },
  };
  const routes = routesOf({
    client,
    indices: { posts: indexOf('posts'), comments: indexOf('comments'), users: indexOf('users') },
    visibility: visibility({
      seekers: people,
      narrowed,
      watermarkMs: () => world.watermarkMs,
      maxAgeMs: 10_000,
      indexAgeMs: () => world.indexAgeMs,
      indexMaxAgeMs: 60_000,
      now: () => world.watermarkMs ?? 0,
    }),
    relations: people,
    cursors: cursorSealer(cursorSecret),
    canary: {
      ...{ name: 'canary', start: () => Promise.resolve(), stop: () => Promise.resolve() },
      ...{ ageMs: () => world.indexAgeMs, arrived: () => undefined, report: () => world.freshness },
    },
    now: () => world.now(),
  });
  const port = await freePort();
  const running = await startServices([{ name: 'search', routes, parts: [] }], {
    CONCORD_INTERNAL_SECRET: secret,
    CONCORD_INTERNAL_PORT: String(port),
    CONCORD_LOG_LEVEL: 'silent',
  });
  setLogLevel('silent');
  const baseUrl = `http://127.0.0.1:${String(port)}`;
  return {
    ...{ client, indexOf, narrowed, people, world },
    anonymous: callerOf({ baseUrl, secret }, null),
    internal: createInternalClient({ baseUrl, secret }),
    as: (viewer) => callerOf({ baseUrl, secret }, { id: viewer, sessionId: 1, roles: ['user'] }),
    put: async (kind, ...rows) => {
      if (rows.length === 0) return;
      const operations = operationsOf(indexNames(prefix, typeOf(kind)).write, typeOf(kind), rows);
      const answer = await client.bulk({ operations, require_alias: true, refresh: true });
      if (answer.errors) throw new Error(JSON.stringify(answer.items.slice(0, 3)));
    },
    stop: async () => {
      await running.stop();
      for (const type of documents) {
        await client.indices.delete({ index: indexNames(prefix, type).first });
        await client.indices.deleteIndexTemplate({ name: indexNames(prefix, type).read });
      }
      await client.close();
    },
  };
};
