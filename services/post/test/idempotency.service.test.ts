import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { contract, errors } from '@concord/contracts';
import { oddWord } from '@concord/testkit';
import { community, type Community } from './community.ts';

let here: Community;
beforeAll(async () => {
  here = await community();
  await here.people({ id: 1 }, { id: 2 }, { id: 3, status: 'suspended' });
});
afterAll(() => here.stop());

const write = (key: string, body: object = { content: 'once' }, account = 1) =>
  here.as(account).raw(contract.post.createPost, { body }, { idempotencyKey: key });
const countOf = async (content: string) => (await here.db('posts').where({ content })).length;

test('a key gives nobody more than they may, and what was refused is not kept', async () => {
  await expect(here.as(null).createPost({ body: { content: 'x' } }, { idempotencyKey: 'k' })).toFail(
    errors.unauthenticated,
  );
  expect((await write('k', { content: 'x' }, 3)).status).toBe(403);
  expect((await write('k', { content: '' })).status).toBe(400);
  expect(await here.db('idempotency_keys')).toEqual([]);
});

test.each(['', 'two words', 'a'.repeat(256)])('%j is no key, and nothing is written', async (key) => {
  const content = oddWord();
  const { status, body } = await write(key, { content });
  expect([status, body]).toMatchObject([400, { code: 'invalid', errors: [{ pointer: '/headers/idempotency-key' }] }]);
  expect(await countOf(content)).toBe(0);
});

test('sent again, a post is answered again to the letter and not written again', async () => {
  const content = oddWord();
  const [first, again] = [await write('again', { content }), await write('again', { content })];
  expect(first.status).toBe(201);
  for (const name of ['location', 'content-type', 'content-length'])
    expect([name, again.headers.get(name)]).toEqual([name, first.headers.get(name)]);
  expect(JSON.stringify(again.body)).toBe(JSON.stringify(first.body));
  expect(await countOf(content)).toBe(1);
});

test('what is left to its default is the same as what is said', async () => {
  const content = oddWord();
  const first = await write('default', { content });
  expect((await write('default', { audience: 'public', tags: [], content })).body).toEqual(first.body);
});

test('another body under the same key is refused; somebody else’s key is another', async () => {
  const content = oddWord();
  await write('other', { content });
  expect(await write('other', { content: 'else' })).toMatchObject({
    status: 422,
    body: { code: 'idempotency_key_reused' },
  });
  expect((await write('other', { content }, 2)).status).toBe(201);
  expect(await countOf(content)).toBe(2);
});

test('of twenty at once one writes, and the others are told so or to wait', async () => {
  const content = oddWord();
  const replies = await Promise.all(Array.from({ length: 20 }, () => write('at-once', { content })));
  const written = replies.filter(({ status }) => status === 201);
  const refused = replies.filter(({ status }) => status !== 201);
  expect(new Set(written.map(({ body }) => JSON.stringify(body))).size).toBe(1);
  for (const { status, body, headers } of refused)
    expect([status, body, headers.get('retry-after')]).toMatchObject([409, { code: 'idempotency_in_flight' }, '1']);
  expect(await countOf(content)).toBe(1);
});

test('an answer outlives what it tells of: the post may be gone by now', async () => {
  const content = oddWord();
  const { body } = await write('gone', { content });
  const { id } = body as { id: string };
  await here.as(1).deletePost({ params: { id } });
  expect((await write('gone', { content })).body).toEqual(body);
  await expect(here.as(1).getPost({ params: { id } })).toFail(errors.notFound);
});
