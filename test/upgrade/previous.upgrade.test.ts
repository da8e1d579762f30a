import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { allTopics, readConnector } from '@concord/connectors';
import { openKafka } from '@concord/platform';
import { eventually, testApi, type Person } from '@concord/testkit';
import { statesIn } from '../../connectors/src/captured.ts';
import { databases } from '../../ops/stack/secrets.ts';
import { record } from '../e2e/recording.ts';
import { concord, environmentOf, forgetOtherDatabases, removeStack, up } from './own-stack.ts';
import { inDatabase, makePreviousRelease, old, oldPassword, previousDatabases, withheld } from './previous-release.ts';

const timed = async (what: string, work: Promise<unknown>): Promise<void> => {
  const began = performance.now();
  await work;
  process.stderr.write(`  ${what}: ${((performance.now() - began) / 1_000).toFixed(1)} s\n`);
};

const servers = 'mysql,redis,kafka,connect,elasticsearch';

beforeAll(async () => {
  await removeStack();
  await timed('servers started on an empty folder', up('--only', servers));
  await timed('made what the previous release left', makePreviousRelease(environmentOf(), databases));
  await timed('stopped', concord('down'));
  forgetOtherDatabases(previousDatabases);
  await timed('this release started on it', up());
  Object.assign(process.env, environmentOf());
}, 900_000);
afterAll(removeStack, 60_000);

const env = () => environmentOf();

test('it is healthy, and every database is brought up to date', async () => {
  // Exit 3 until the first heartbeat of the pipeline has been found again.
  await eventually(() => concord('status', '--json').then(() => true), { timeoutMs: 60_000, everyMs: 1_000 });
  expect(databases.filter((name) => !previousDatabases.includes(name)).length).toBeGreaterThan(0);
  for (const table of Object.keys(statesIn(readConnector('mysql')['column.include.list']))) {
    const [database = '', name = ''] = table.replace('concord_', '').split('.');
    expect([table, await inDatabase(env(), database, (db) => db.schema.hasTable(name))]).toEqual([table, true]);
  }
});

test('a column that is captured now is told of every row, and found', async () => {
  const kafka = openKafka({ brokers: (env()['CONCORD_KAFKA_BROKERS'] ?? '').split(','), clientId: 'test-upgrade' });
  try {
    const topics = allTopics().filter(({ name }) => name === 'state.post.posts');
    const newest = await eventually(
      async () => {
        const all = await record(kafka, topics);
        const rows = all.map(
          ({ value }) => (JSON.parse(value?.toString() ?? '{}') as { after?: Record<string, unknown> }).after,
        );
        const ours = rows.filter((row) => row?.['id'] === old.posts.public);
        // Before, it was told without.
        expect(ours[0]).not.toHaveProperty(withheld.column);
        return ours.find((row) => row !== undefined && withheld.column in row);
      },
      { timeoutMs: 30_000, everyMs: 500 },
    );
    expect(newest).toMatchObject({ version: 1, [withheld.column]: old.location });
    const dead = allTopics().filter(({ name }) => name.startsWith('dead.'));
    const known = new Set(await kafka.topics());
    expect(
      await record(
        kafka,
        dead.filter(({ name }) => known.has(name)),
      ),
    ).toEqual([]);
  } finally {
    await kafka.stop();
  }
}, 60_000);

test('what was written before is found by who may, and index and counts agree with the databases', async () => {
  const { indexAgreement } = await import('../faults/index-agreement.ts');
  const { anyone, somebody, untilFound } = await import('../e2e/platform.ts');
  await untilFound(anyone, old.word, 1);
  const stranger = await somebody();
  const follower = await logIn('piet_before');
  await untilFound(follower, old.followersWord, 1);
  expect((await stranger.api.search({ query: { q: old.followersWord } })).total).toBe(0);
  await eventually(
    async () => {
      const { compared, different } = await indexAgreement();
      expect(different).toEqual([]);
      return compared > 0;
    },
    { timeoutMs: 20_000, everyMs: 500 },
  );
  await concord('counters', 'verify');
}, 60_000);

const logIn = async (login: string): Promise<Person['api']> => {
  const api = testApi(env()['CONCORD_ISSUER'] ?? '', env()['CONCORD_OPERATOR_TOKEN'] ?? '');
  const { accessToken } = await api.createSession({ body: { login, password: oldPassword } });
  return api.as(accessToken);
};

test('an old post is commented and reacted to, and its author, with the old password, is told', async () => {
  const { anyone, somebody } = await import('../e2e/platform.ts');
  const [author, reader] = [await logIn(old.author.username), await somebody()];
  const id = String(old.posts.public);
  const soon = { timeoutMs: 20_000, everyMs: 100 };
  await eventually(() => reader.api.createComment({ params: { id }, body: { content: 'After all' } }), soon);
  await eventually(() => reader.api.reactToPost({ params: { id, type: 'love' } }).then(() => true), soon);
  await eventually(async () => {
    expect(await anyone.getPost({ params: { id } })).toMatchObject({ likeCount: 1, commentCount: 1 });
    const { items } = await author.listNotifications();
    expect(items.map(({ type }) => type).toSorted()).toEqual(['comment', 'like']);
    expect((await anyone.search({ query: { q: 'After all', type: 'comments' } })).total).toBe(1);
    return true;
  }, soon);
}, 60_000);
