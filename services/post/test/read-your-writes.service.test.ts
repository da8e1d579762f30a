import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { contract, errors, headerNames, receipt, state, formatReceipts, type Operation } from '@concord/contracts';
import { aPost } from '@concord/testkit';
import { community, type Community } from './community.ts';

let here: Community;
beforeAll(async () => {
  here = await community();
  await here.people({ id: 1 }, { id: 2 }, { id: 3 }, { id: 4 });
});
afterAll(() => here.stop());

/** What user answers who follows, blocks or mutes: a receipt for their row. */
const receiptOf = (viewer: number, author: number, version: number) =>
  formatReceipts([receipt(state.user.relations, [viewer, author], version)]);
const read = (viewer: number, operation: Operation, wait: string, input = {}) =>
  here.as(viewer).raw(operation, input, { headers: { [headerNames.wait]: wait } });
const idsIn = (body: unknown) => (body as { items: { id: string }[] }).items.map(({ id }) => id);

/** Resolves when the service has looked for the first time whether this row has arrived. */
const looked = (table: string) =>
  new Promise<null>((resolve) => {
    const note = ({ sql }: { sql: string }) => {
      if (!sql.startsWith(`select \`version\` from \`${table}\``)) return;
      here.db.off('query', note);
      resolve(null);
    };
    here.db.on('query', note);
  });

test.each(['', 'x', 'user.relations:1', Array.from({ length: 6 }, () => 'user.relations:1:2:3').join()])(
  'what is no receipt (%j) is refused',
  async (wait) => {
    expect(await read(1, contract.post.getFeed, wait)).toMatchObject({ status: 400, body: { code: 'invalid' } });
  },
);

test('a receipt opens nothing', async () => {
  const wait = receiptOf(1, 2, 1);
  await expect(here.as(null).getFeed({}, { headers: { [headerNames.wait]: wait } })).toFail(errors.unauthenticated);
  const { id } = await here.as(2).createPost({ body: aPost({ audience: 'private' }) });
  await here.relation(1, 2, {});
  expect((await read(1, contract.post.getPost, wait, { params: { id } })).status).toBe(404);
});

test('who follows somebody sees at once what they wrote for followers, although the copy lags', async () => {
  const { id } = await here.as(3).createPost({ body: aPost({ audience: 'followers' }) });
  expect(idsIn((await here.as(1).raw(contract.post.getFeed)).body)).not.toContain(id);
  const wait = receiptOf(1, 3, 2);
  const firstLook = looked('relations');
  const reads = Promise.all([
    read(1, contract.post.getFeed, wait),
    read(1, contract.post.listPosts, wait, { params: { id: '3' } }),
    read(1, contract.post.getPost, wait, { params: { id } }),
  ]);
  await firstLook;
  await here.relation(1, 3, { follows: true }, 2);
  for (const { status, headers, body } of await reads) {
    expect([status, headers.get(headerNames.wait)]).toEqual([200, 'satisfied']);
    expect(JSON.stringify(body)).toContain(`"id":"${id}"`);
  }
});

test('who mutes somebody has them out of the feed at once', async () => {
  const { id } = await here.as(4).createPost({ body: aPost() });
  await here.relation(1, 4, { follows: true }, 2);
  expect(idsIn((await read(1, contract.post.getFeed, receiptOf(1, 4, 2))).body)).toContain(id);
  const firstLook = looked('relations');
  const reading = read(1, contract.post.getFeed, receiptOf(1, 4, 3));
  await firstLook;
  await here.relation(1, 4, { follows: true, mutes: true }, 3);
  expect(idsIn((await reading).body)).not.toContain(id);
});

test('a profile is waited for as well', async () => {
  const { id } = await here.as(2).createPost({ body: aPost() });
  const firstLook = looked('people');
  const reading = read(2, contract.post.getPost, 'user.profiles:2:2', { params: { id } });
  await firstLook;
  await here.people({ id: 2, displayName: 'Renamed', version: 2 });
  expect((await reading).body).toMatchObject({ author: { displayName: 'Renamed' } });
});

test('what does not arrive in half a second is answered without', async () => {
  const started = performance.now();
  const { status, headers } = await read(1, contract.post.getFeed, receiptOf(1, 2, 999));
  expect([status, headers.get(headerNames.wait)]).toEqual([200, 'timeout']);
  expect(performance.now() - started).toBeGreaterThan(490);
});

test('what this service has no copy of is not waited for, nor is anything by a write', async () => {
  const own = await read(1, contract.post.getFeed, 'post.posts:1:999, comment.comments:1:999');
  expect([own.status, own.headers.get(headerNames.wait)]).toEqual([200, null]);
  const write = await read(1, contract.post.createPost, receiptOf(1, 2, 999), { body: aPost() });
  expect([write.status, write.headers.get(headerNames.wait)]).toEqual([201, null]);
});

test('each write answers the version of its row', async () => {
  const version = (headers: Headers) => headers.get(headerNames.version);
  const written = await here.as(1).raw(contract.post.createPost, { body: aPost() });
  const { id } = written.body as { id: string };
  const params = { id };
  expect(version(written.headers)).toBe(`post.posts:${id}:1`);
  const edited = await here.as(1).raw(contract.post.updatePost, { params, body: { content: 'Better' } });
  expect(version(edited.headers)).toBe(`post.posts:${id}:2`);
  const deleted = await here.as(1).raw(contract.post.deletePost, { params });
  expect(version(deleted.headers)).toBe(`post.posts:${id}:4`);
  expect(
    await here
      .db('posts')
      .where({ id: Number(id) })
      .first('version'),
  ).toEqual({ version: 4 });
});
