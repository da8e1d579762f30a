import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { allTopics, connectConfig, connectorStatus, putConnector, readConnector } from '@concord/connectors';
import { openDatabase, openElasticsearch, openKafka, type Db } from '@concord/platform';
import { eventually } from '@concord/testkit';
import type { Captured } from '../../connectors/src/captured.ts';

const folder = join(import.meta.dirname, 'previous');
const read = (name: string): string => readFileSync(join(folder, name), 'utf8');

/** The databases there were, by name: their tables, as `SHOW CREATE TABLE` gave them, and the migrations that had been done. */
const schemas: ReadonlyMap<string, string> = new Map(
  readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .map((name) => [basename(name, '.sql'), read(name)]),
);
export const previousDatabases = [...schemas.keys()];

/** What was captured. */
const captured = JSON.parse(read('captured.json')) as Captured;
/** As if it had not been: a nullable column of a table with rows. */
export const withheld = { table: 'concord_post.posts', column: 'location' } as const;

const capturedThen: Captured = Object.fromEntries(
  Object.entries(captured).map(([table, columns]) => [
    table,
    table === withheld.table ? columns.filter((column) => column !== withheld.column) : columns,
  ]),
);

type Env = Readonly<Record<string, string | undefined>>;
const urlOf = (env: Env, database: string) => env[`CONCORD_${database.toUpperCase()}_DATABASE_URL`] ?? '';

export const inDatabase = async <T>(env: Env, database: string, work: (db: Db) => Promise<T>): Promise<T> => {
  const db = openDatabase(urlOf(env, database), { poolSize: 1 });
  try {
    return await work(db);
  } finally {
    await db.destroy();
  }
};

const author = { id: 1_000, username: 'olga_before', display_name: 'Olga', status: 'active' };
const reader = { id: 1_001, username: 'piet_before', display_name: 'Piet', status: 'active' };
export const oldPassword = 'a long enough one';
const passwordHash =
  '$argon2id$v=19$m=19456,t=2,p=1$XAictBWT+gznWkKaH+dzZQ$/rJvNKjsWmW+ZWBcRmUKEaZmyOKIavYHXyhubYPfAyo';
const at = new Date('2026-03-01T12:00:00Z');
const times = { created_at: at, updated_at: at };

export const old = {
  author,
  word: 'zorblax',
  followersWord: 'quimbly',
  posts: { public: 2_000, followers: 2_001, deleted: 2_002 },
  location: 'Turku',
} as const;

const post = {
  ...{ user_id: author.id, media: '[]', reach: 'public', tags: '["before"]', mentions: '[]', ...times, version: 1 },
  ...{ audience: 'public', location: null as string | null, deleted_at: null as Date | null },
};

/** What people had written by then. */
const writeRows = async (env: Env): Promise<void> => {
  await inDatabase(env, 'auth', (db) =>
    db('users').insert(
      [author, reader].map((person) => ({
        ...{ ...person, email: `${person.username}@example.org`, password_hash: passwordHash, roles: '["user"]' },
        ...{ ...times, version: 1 },
      })),
    ),
  );
  await inDatabase(env, 'user', async (db) => {
    const visible = { profile_visibility: 'public', search_visibility: 'public' };
    await db('profiles').insert(
      [author, reader].map((person) => ({ ...person, ...visible, account_version: 1, ...times, version: 1 })),
    );
    await db('follows').insert({
      ...{ follower_id: reader.id, following_id: author.id, status: 'accepted' },
      ...{ follower_active: 1, following_active: 1, created_at: at, since: at },
    });
    await db('relations').insert({ viewer_id: reader.id, author_id: author.id, follows: 1, version: 1 });
  });
  await inDatabase(env, 'post', (db) =>
    db('posts').insert([
      { ...post, id: old.posts.public, content: `About ${old.word}`, location: old.location },
      { ...post, id: old.posts.followers, content: `About ${old.followersWord}`, audience: 'followers' },
      { ...post, id: old.posts.deleted, content: '', tags: '[]', deleted_at: at, version: 2 },
    ]),
  );
};

/** The index as it was, with the documents of these posts as they were; the group of the indexer stands behind them. */
const fillIndex = async (env: Env): Promise<void> => {
  const client = openElasticsearch(env['CONCORD_ELASTICSEARCH_URL'] ?? '');
  const indices = JSON.parse(read('indices.json')) as Record<string, object>;
  try {
    for (const [index, description] of Object.entries(indices)) await client.indices.create({ index, ...description });
    const document = {
      ...{ author_id: author.id, text: `About ${old.word}`, tags: ['before'], mentions: [] },
      ...{ audience: 'public', width: 'public', like_count: 0, comment_count: 0, share_count: 0 },
      ...{ created_at: at, updated_at: at, id: old.posts.public, version: 1, deleted: false },
    };
    await client.index({
      ...{ index: 'concord-posts-write', id: String(old.posts.public), document },
      ...{ version: 1, version_type: 'external_gte' },
    });
  } finally {
    await client.close();
  }
};

/** Streams what was captured then, to the topics there were; returns when all of it is told. */
const stream = async (env: Env): Promise<void> => {
  const brokers = (env['CONCORD_KAFKA_BROKERS'] ?? '').split(',');
  const kafka = openKafka({ brokers, clientId: 'test-upgrade' });
  const tables = Object.keys(captured).map((table) => table.replace('concord_', 'state.'));
  const topics = allTopics().filter(
    ({ name }) => tables.includes(name) || /^events\.(account|relation|post)$/.test(name),
  );
  const file = {
    ...readConnector('mysql'),
    'table.include.list': Object.keys(capturedThen),
    'column.include.list': capturedThen,
  };
  try {
    await kafka.ensureTopics(topics);
    const connectUrl = env['CONCORD_CONNECT_URL'] ?? '';
    await putConnector(connectUrl, 'mysql', connectConfig(file));
    await eventually(async () => (await connectorStatus(connectUrl, 'mysql'))?.task === 'RUNNING', {
      timeoutMs: 60_000,
      everyMs: 200,
    });
    const told = async () =>
      Object.values<number>(await kafka.endOffsets('state.post.posts')).reduce((sum, end) => sum + end, 0);
    await eventually(async () => (await told()) >= Object.keys(old.posts).length, { timeoutMs: 60_000, everyMs: 200 });
    const posts = await kafka.endOffsets('state.post.posts');
    await kafka.setOffsets('concord.search-indexer', 'state.post.posts', posts);
  } finally {
    await kafka.stop();
  }
};

/** Makes of running servers what the previous release left: its databases only, with rows, its topics, its index, its connector. */
export const makePreviousRelease = async (env: Env, databases: readonly string[]): Promise<void> => {
  for (const database of databases)
    await inDatabase(env, database, async (db) => {
      const schema = schemas.get(database);
      if (schema === undefined) await db.raw('DROP DATABASE ??', [`concord_${database}`]);
      else for (const statement of schema.split(/;\n/).filter((text) => text.trim() !== '')) await db.raw(statement);
    });
  await writeRows(env);
  await fillIndex(env);
  await stream(env);
};
