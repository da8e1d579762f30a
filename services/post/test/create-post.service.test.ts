import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { contract, errors } from '@concord/contracts';
import { aPost } from '@concord/testkit';
import { community, person, type Community } from './community.ts';

let here: Community;

beforeAll(async () => {
  here = await community();
  await here.people(
    { id: 1, username: 'ada', avatarUrl: 'https://example.org/ada.png' },
    { id: 2, username: 'grace', profileVisibility: 'friends' },
    { id: 3, username: 'mallory', status: 'suspended' },
    { id: 4, username: 'hostile' },
  );
  await here.relation(1, 4, { blockedBy: true });
});
afterAll(() => here.stop());

const rows = async () => {
  const [{ count }] = (await here.db('posts').count({ count: '*' })) as [{ count: number }];
  return count;
};

test('needs an account', async () => {
  await expect(here.as(null).createPost({ body: aPost() })).toFail(errors.unauthenticated);
});

test('a suspended account may not write', async () => {
  await expect(here.as(3).createPost({ body: aPost() })).toFail(errors.forbidden);
});

test('somebody whose profile user does not know cannot write yet', async () => {
  await expect(here.as(99).createPost({ body: aPost() })).toFail(errors.unavailable);
});

test.each([
  ['an unknown field', { content: 'hello', colour: 'red' }, '/body/colour'],
  ['blank text', { content: '   ' }, '/body/content'],
  ['no text', {}, '/body/content'],
  ['text that is too long', { content: 'a'.repeat(5_001) }, '/body/content'],
  ['a lone surrogate', { content: 'a\ud800' }, '/body/content'],
  ['an audience that there is not', { content: 'hello', audience: 'everyone' }, '/body/audience'],
  ['a tag that is none', { content: 'hello', tags: ['two words'] }, '/body/tags/0'],
  ['too many tags', { content: 'hello', tags: Array.from({ length: 21 }, (_, i) => `tag${i}`) }, '/body/tags'],
])('%s is refused and nothing is stored', async (_, body, pointer) => {
  const before = await rows();
  const reply = await here.as(1).raw(contract.post.createPost, { body });
  expect(reply.status).toBe(400);
  expect((reply.body as { errors: { pointer: string }[] }).errors.map((error) => error.pointer)).toContain(pointer);
  expect(await rows()).toBe(before);
});

test('stores the post with its tags and mentions and answers with it', async () => {
  const content = 'Good morning @Grace and @nobody_here, #Gardening\n\u0000'.replace('\u0000', '👩‍🌾 é');
  const post = await here.as(1).createPost({ body: { content, tags: ['Spring'], location: 'Kew' } });
  expect(post).toMatchObject({
    author: { id: '1', username: 'ada', displayName: 'Person 1', avatarUrl: 'https://example.org/ada.png' },
    content,
    audience: 'public',
    tags: ['spring', 'gardening'],
    mentions: [{ id: '2', username: 'grace' }],
    location: 'Kew',
    likeCount: 0,
  });
  expect(await here.as(1).getPost({ params: { id: post.id } })).toEqual(post);
  const row: unknown = await here
    .db('posts')
    .where({ id: Number(post.id) })
    .first();
  expect(row).toMatchObject({
    user_id: 1,
    reach: 'public',
    mentions: [2],
    version: 1,
    is_published: 1,
    deleted_at: null,
  });
});

test('the row carries how far the author lets anything reach', async () => {
  const post = await here.as(2).createPost({ body: aPost() });
  expect(
    await here
      .db('posts')
      .where({ id: Number(post.id) })
      .first('audience', 'reach'),
  ).toEqual({
    audience: 'public',
    reach: 'friends',
  });
});

test('nobody can mention whom they may not see', async () => {
  const post = await here.as(1).createPost({ body: { content: 'hello @hostile and @mallory' } });
  expect(post.mentions).toEqual([]);
});

test('an author who has not arrived is asked for, and then known', async () => {
  here.owners.profiles.set(5, person({ id: 5, username: 'newcomer', profileVisibility: 'followers', version: 3 }));
  const post = await here.as(5).createPost({ body: aPost() });
  expect(post.author.username).toBe('newcomer');
  expect(
    await here
      .db('posts')
      .where({ id: Number(post.id) })
      .first('reach'),
  ).toEqual({ reach: 'followers' });
  here.owners.asked = [];
  await here.as(5).createPost({ body: aPost() });
  expect(here.owners.asked).toEqual([]);
});

test('with copies too old to tell the reach, user is asked; without an answer nothing is written', async () => {
  here.copiesAge = 10_500;
  here.owners.profiles.set(1, person({ id: 1, username: 'ada', profileVisibility: 'private', version: 7 }));
  try {
    const post = await here.as(1).createPost({ body: aPost() });
    expect(
      await here
        .db('posts')
        .where({ id: Number(post.id) })
        .first('reach'),
    ).toEqual({ reach: 'private' });
    here.owners.answers = false;
    const before = await rows();
    await expect(here.as(1).createPost({ body: aPost() })).toFail(errors.unavailable);
    expect(await rows()).toBe(before);
  } finally {
    here.copiesAge = 0;
    here.owners.answers = true;
  }
});

test('the event leaves with the post or not at all: the outbox holds nothing afterwards', async () => {
  await here.as(1).createPost({ body: aPost() });
  expect(await here.db('outbox')).toEqual([]);
  await here.db.raw('RENAME TABLE outbox TO outbox_away');
  const before = await rows();
  await expect(here.as(1).createPost({ body: aPost() })).toFail(errors.unavailable);
  await here.db.raw('RENAME TABLE outbox_away TO outbox');
  expect(await rows()).toBe(before);
});
