import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { contract, errors } from '@concord/contracts';
import { aPost } from '@concord/testkit';
import { reachPass } from '../src/jobs/rewrite-reach.ts';
import { rewrites } from '../src/store/reach-changes.ts';
import { community, type Community } from './community.ts';

let here: Community;
beforeAll(async () => {
  here = await community();
  await here.people({ id: 1 }, { id: 2 }, { id: 3 });
});
afterAll(() => here.stop());

const write = async () => (await here.as(1).createPost({ body: aPost() })).id;
const read = (id: string, ifNoneMatch?: string, viewer: number | null = 1) =>
  here.as(viewer).raw(contract.post.getPost, { params: { id } }, ifNoneMatch === undefined ? {} : { ifNoneMatch });
const tagOf = async (id: string) => (await read(id)).headers.get('etag') ?? '';
const edit = (id: string, content: string, ifMatch?: string, who = 1) =>
  here.as(who).updatePost({ params: { id }, body: { content } }, ifMatch === undefined ? {} : { ifMatch });

test('a tag opens nothing: who may not see or change a post is told the same as ever', async () => {
  const { id } = await here.as(1).createPost({ body: aPost({ audience: 'private' }) });
  const etag = await tagOf(id);
  expect((await read(id, etag, 2)).status).toBe(404);
  expect((await read(id, '*', null)).status).toBe(404);
  const open = await write();
  await expect(edit(open, 'mine now', await tagOf(open), 2)).toFail(errors.forbidden);
  await expect(edit(open, 'mine now', '"99"', 2)).toFail(errors.forbidden);
});

test('an edit and only an edit gives a post another tag', async () => {
  const { headers, body } = await here.as(1).raw(contract.post.createPost, { body: aPost() });
  const { id } = body as { id: string };
  const first = await tagOf(id);
  expect(headers.get('etag')).toBe(first);
  await here
    .db('posts')
    .where({ id: Number(id) })
    .update({ like_count: 5, version: 2 });
  expect(await tagOf(id)).toBe(first);
  const edited = await here.as(1).raw(contract.post.updatePost, { params: { id }, body: { content: 'Better' } });
  expect(edited.headers.get('etag')).not.toBe(first);
  expect(await tagOf(id)).toBe(edited.headers.get('etag'));
});

test('rewriting how far posts reach is no edit', async () => {
  await here.people({ id: 3, version: 2 });
  const { id } = await here.as(3).createPost({ body: aPost() });
  const before = await tagOf(id);
  await here.people({ id: 3, profileVisibility: 'followers', version: 3 });
  await rewrites.advanceAll(here.db, reachPass);
  expect(
    await here
      .db('posts')
      .where({ id: Number(id) })
      .first('reach', 'version', 'revision'),
  ).toEqual({
    reach: 'followers',
    version: 2,
    revision: 1,
  });
  expect((await read(id, before, 3)).status).toBe(304);
});

test('who has it already is told so without a body', async () => {
  const id = await write();
  const etag = await tagOf(id);
  for (const known of [etag, `W/${etag}`, '*', `"other", ${etag}`]) {
    const { status, body, headers } = await read(id, known);
    expect([known, status, body, headers.get('etag')]).toEqual([known, 304, undefined, etag]);
  }
  expect((await read(id, '"other"')).status).toBe(200);
  await edit(id, 'Changed');
  expect(await read(id, etag)).toMatchObject({ status: 200, body: { content: 'Changed' } });
});

test.each(['3', '"3', '', '"1" "2"'])('the tag %j is malformed, and nothing changes', async (tag) => {
  const id = await write();
  expect(await read(id, tag)).toMatchObject({ status: 400, body: { code: 'invalid' } });
  await expect(edit(id, 'x', tag)).toFail(errors.invalid, '/headers/if-match');
  await expect(here.as(1).deletePost({ params: { id } }, { ifMatch: tag })).toFail(errors.invalid);
  expect(
    await here
      .db('posts')
      .where({ id: Number(id) })
      .first('revision', 'version'),
  ).toEqual({ revision: 1, version: 1 });
});

test('who means another revision changes nothing', async () => {
  const id = await write();
  const etag = await tagOf(id);
  await edit(id, 'second', etag);
  await expect(edit(id, 'third', etag)).toFail(errors.preconditionFailed);
  await expect(edit(id, 'third', `W/${await tagOf(id)}`)).toFail(errors.preconditionFailed);
  await expect(here.as(1).deletePost({ params: { id } }, { ifMatch: etag })).toFail(errors.preconditionFailed);
  expect(await here.as(1).getPost({ params: { id } })).toMatchObject({ content: 'second' });
  await edit(id, 'third', `"other", ${await tagOf(id)}`);
  await here.as(1).deletePost({ params: { id } }, { ifMatch: '*' });
  await expect(edit(id, 'fourth', '*')).toFail(errors.notFound);
});

test('of twenty edits of the same revision one is done', async () => {
  const id = await write();
  const etag = await tagOf(id);
  const outcomes = await Promise.allSettled(Array.from({ length: 20 }, (_, n) => edit(id, `edit ${n}`, etag)));
  const done = outcomes.filter(({ status }) => status === 'fulfilled');
  expect(done).toHaveLength(1);
  const codes = outcomes.flatMap((one) => (one.status === 'rejected' ? [(one.reason as { code: string }).code] : []));
  expect(new Set(codes)).toEqual(new Set(['precondition_failed']));
  expect(
    await here
      .db('posts')
      .where({ id: Number(id) })
      .first('revision'),
  ).toEqual({ revision: 2 });
});
