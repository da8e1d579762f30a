import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { stranger } from '@concord/audience';
import { errors, type Id } from '@concord/contracts';
import { community, person, type Community } from './community.ts';

let here: Community;
const posts: Record<string, string> = {};

/** 1 writes; 2 follows, 3 is a friend, 4 is a stranger, 5 is blocked, 6 is a suspended author, 7 an author for friends. */
beforeAll(async () => {
  here = await community();
  await here.people(
    { id: 1 },
    { id: 2 },
    { id: 3 },
    { id: 4 },
    { id: 5 },
    { id: 6 },
    { id: 7, profileVisibility: 'friends' },
  );
  await here.relation(2, 1, { follows: true });
  await here.relation(3, 1, { friend: true });
  await here.relation(5, 1, { blockedBy: true });
  await here.relation(2, 7, { follows: true });
  for (const audience of ['public', 'followers', 'friends', 'private'] as const)
    posts[audience] = (await here.as(1).createPost({ body: { content: `for ${audience}`, audience } })).id;
  posts['suspended'] = (await here.as(6).createPost({ body: { content: 'mine' } })).id;
  posts['capped'] = (await here.as(7).createPost({ body: { content: 'public, but' } })).id;
  await here.people({ id: 6, status: 'suspended', version: 2 });
});
afterAll(() => here.stop());
beforeEach(() => {
  here.owners.asked = [];
});
afterEach(() => {
  here.copiesAge = 0;
  here.owners.answers = true;
  here.owners.profiles.clear();
  here.owners.relations.clear();
});

const get = (viewer: Id | null, which: string) => here.as(viewer).getPost({ params: { id: posts[which] ?? '' } });

test.each([
  ['private', [null, 2, 3, 4, 5]],
  ['friends', [null, 2, 4, 5]],
  ['followers', [null, 4, 5]],
  ['public', [5]],
  ['suspended', [null, 1, 4]],
  ['capped', [null, 2, 4]],
] as const)('a post (%s) does not exist for who may not see it', async (which, viewers) => {
  for (const viewer of viewers) await expect(get(viewer, which)).toFail(errors.notFound);
});

test.each([
  ['private', [1]],
  ['friends', [1, 3]],
  ['followers', [1, 2, 3]],
  ['public', [null, 1, 2, 3, 4]],
  ['suspended', [6]],
  ['capped', [7]],
] as const)('a post (%s) is there for who may see it', async (which, viewers) => {
  for (const viewer of viewers) expect(await get(viewer, which)).toMatchObject({ id: posts[which] });
});

test('what was never written and what is no id does not exist', async () => {
  await expect(here.as(1).getPost({ params: { id: '77' } })).toFail(errors.notFound);
  await expect(here.as(1).getPost({ params: { id: '0' } })).toFail(errors.invalid, '/params/id');
});

test('nobody is asked while the copies are fresh', async () => {
  await get(4, 'public');
  await get(2, 'followers');
  expect(here.owners.asked).toEqual([]);
});

test('with old copies and no answer, only what is plainly public is shown, and only to who cannot be blocked', async () => {
  here.copiesAge = 10_500;
  here.owners.answers = false;
  expect(await get(null, 'public')).toMatchObject({ content: 'for public' });
  for (const [viewer, which] of [
    [4, 'public'],
    [2, 'followers'],
    [3, 'friends'],
    [null, 'followers'],
    [null, 'capped'],
  ] as const)
    await expect(get(viewer, which)).toFail(errors.stale);
});

test('the same before the first canary has come', async () => {
  here.copiesAge = null;
  here.owners.answers = false;
  await expect(get(4, 'public')).toFail(errors.stale);
});

test('with old copies a block that has not arrived is not missed', async () => {
  here.copiesAge = 10_500;
  here.owners.profiles.set(1, person({ id: 1 }));
  here.owners.relations.set('4 1', { ...stranger, blockedBy: true });
  await expect(get(4, 'public')).toFail(errors.notFound);
  here.owners.relations.clear();
  expect(await get(4, 'public')).toMatchObject({ content: 'for public' });
});

test('with old copies a profile that has become narrower is not missed', async () => {
  here.copiesAge = 10_500;
  here.owners.profiles.set(1, person({ id: 1, profileVisibility: 'private', version: 2 }));
  here.owners.relations.set('2 1', { ...stranger, follows: true });
  await expect(get(2, 'followers')).toFail(errors.notFound);
});

test('authors always see their own, however old the copies are', async () => {
  here.copiesAge = null;
  here.owners.answers = false;
  expect(await get(1, 'private')).toMatchObject({ content: 'for private' });
});

test('an author who is missing from the copy is asked for', async () => {
  await here.db('people').where({ id: 1 }).delete();
  try {
    await expect(get(4, 'public')).toFail(errors.notFound);
    here.owners.profiles.set(1, person({ id: 1, displayName: 'Ada' }));
    expect(await get(4, 'public')).toMatchObject({ author: { displayName: 'Ada' } });
    here.owners.answers = false;
    await expect(get(4, 'public')).toFail(errors.stale);
  } finally {
    await here.people({ id: 1 });
  }
});

test('whom a post mentions is told only to who may know of them', async () => {
  const { id } = await here.as(1).createPost({ body: { content: 'hello @person_4' } });
  expect(await here.as(2).getPost({ params: { id } })).toMatchObject({ mentions: [{ id: '4' }] });
  await here.relation(2, 4, { blockedBy: true });
  expect(await here.as(2).getPost({ params: { id } })).toMatchObject({ mentions: [] });
});

test('with old copies nobody is named who may have blocked the reader since', async () => {
  here.owners.profiles.set(1, person({ id: 1 }));
  const { id } = await here.as(1).createPost({ body: { content: 'hello @person_3' } });
  here.copiesAge = 10_500;
  for (const viewer of [null, 1, 4])
    expect(await here.as(viewer).getPost({ params: { id } })).toMatchObject({
      content: 'hello @person_3',
      mentions: [],
    });
  const { mentions } = await here.as(1).createPost({ body: { content: 'hello @person_3' } });
  expect(mentions).toEqual([]);
  here.copiesAge = 0;
  expect((await here.as(4).getPost({ params: { id } })).mentions).toMatchObject([{ id: '3' }]);
});
