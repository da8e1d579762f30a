import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { contract, errors } from '@concord/contracts';
import { commentCounts } from '../src/store/comment-counts.ts';
import { comment, community, nested, person, plant, planted, rowOf, type Community } from './community.ts';

let here: Community;

/** 1 writes posts; 2 follows, 3 is a friend, 4 is a stranger, 5 is blocked by 1; 6 is suspended; 7 blocks 4. */
beforeAll(async () => {
  here = await community();
  await here.people(
    ...[{ id: 1, username: 'ada' }, { id: 2, username: 'grace' }, { id: 3 }, { id: 4 }, { id: 5 }, { id: 7 }],
    { id: 6, status: 'suspended' },
  );
  await here.relation(2, 1, { follows: true });
  await here.relation(3, 1, { friend: true });
  await here.relation(5, 1, { blockedBy: true });
  await here.relation(7, 4, { blocks: true });
  await here.relation(4, 7, { blockedBy: true });
  await here.posts({ id: 10, userId: 1 }, { id: 11, userId: 1, audience: 'friends' }, { id: 12, userId: 1 });
});
afterAll(() => here.stop());
afterEach(() => {
  here.copiesAge = 0;
  here.owners.answers = true;
});

const rows = async () => Number((await here.db('comments').count({ n: '*' }).first())?.['n']);
const onTen = { params: { id: '10' } };

test('needs an account', async () => {
  await expect(here.as(null).createComment({ ...onTen, body: { content: 'hello' } })).toFail(errors.unauthenticated);
});

test('under a post that may not be seen nobody comments: it does not exist', async () => {
  const before = await rows();
  await here.posts({ id: 15, userId: 1, deleted: true });
  for (const [viewer, post] of [
    [2, 11],
    [4, 11],
    [6, 11],
    [5, 10],
    [4, 15],
    [4, 99],
  ] as const)
    await expect(comment(here, viewer, post, 'hello')).toFail(errors.notFound);
  expect(await rows()).toBe(before);
  await expect(comment(here, 3, 11, 'hello')).resolves.toEqual(expect.any(String));
});

test('a suspended account may not write, and who has not got a profile cannot yet', async () => {
  await expect(comment(here, 6, 10, 'hello')).toFail(errors.forbidden);
  await expect(comment(here, 99, 10, 'hello')).toFail(errors.unavailable);
});

test('a reply needs a comment of the same post that its writer sees', async () => {
  const elsewhere = await comment(here, 2, 12, 'elsewhere');
  const blockers = await comment(here, 7, 10, 'by who blocks 4');
  await expect(comment(here, 3, 10, 'reply', elsewhere)).toFail(errors.notFound);
  await expect(comment(here, 3, 10, 'reply', '98765')).toFail(errors.notFound);
  await expect(comment(here, 4, 10, 'reply', blockers)).toFail(errors.notFound);
  await expect(comment(here, 3, 10, 'reply', blockers)).resolves.toEqual(expect.any(String));
});

test('nobody replies to an empty place, whatever emptied it', async () => {
  const deleted = await comment(here, 2, 10, 'soon deleted');
  const hidden = await comment(here, 7, 10, 'by who blocks 4');
  for (const parent of [deleted, hidden]) await comment(here, 3, 10, 'reply', parent);
  await here.as(2).deleteComment({ params: { id: deleted } });
  await expect(comment(here, 4, 10, 'reply', deleted)).toFail(errors.impossible);
  await expect(comment(here, 4, 10, 'reply', hidden)).toFail(errors.impossible);
  const leaf = await comment(here, 2, 10, 'without replies');
  await here.as(2).deleteComment({ params: { id: leaf } });
  await expect(comment(here, 4, 10, 'reply', leaf)).toFail(errors.notFound);
});

interface Emptied {
  readonly writer: number;
  readonly own: number;
  readonly blocker: number;
  readonly elsewhere: number;
  readonly places: boolean;
}

/** Who wrote on both posts blocks whose post the first is. Gives what is hidden from them, what was deleted, and what stands where they see nothing. */
const emptied = async ({ writer, own, blocker, elsewhere, places }: Emptied) => {
  await here.people({ id: writer }, { id: blocker });
  await here.posts({ id: own, userId: writer }, { id: elsewhere, userId: 2 });
  const write = async (postId: number) => {
    const id = await comment(here, blocker, postId, 'by who blocks');
    if (places) await comment(here, 3, postId, 'reply', id);
    return id;
  };
  const [hidden, deleted, unseen] = [await write(own), await write(own), await write(elsewhere)];
  await here.as(blocker).deleteComment({ params: { id: deleted } });
  await here.posts({ id: elsewhere, userId: 2, audience: 'private', version: 2 });
  await here.relation(writer, blocker, { blockedBy: true });
  return { hidden, deleted, unseen };
};

test.each([
  ['impossible', { writer: 30, own: 16, blocker: 31, elsewhere: 17, places: true }],
  ['not_found', { writer: 32, own: 18, blocker: 33, elsewhere: 19, places: false }],
])('nobody learns by replying what emptied a place, whatever else is wrong (%s)', async (code, one) => {
  const { hidden, deleted, unseen } = await emptied(one);
  const told = async (parentId: string) => {
    const call = { params: { id: String(one.own) }, body: { content: 'reply', parentId } };
    const { body } = await here.as(one.writer).raw(contract.comment.createComment, call);
    return { ...(body as { code: string }), traceId: null };
  };
  const expectSame = async (expected: string, ...parents: string[]) => {
    const answers = await Promise.all(parents.map(told));
    expect(answers.map((answer) => answer.code)).toEqual(parents.map(() => expected));
    for (const answer of answers) expect(answer).toEqual(answers[0]);
  };
  await expectSame(code, hidden, deleted);
  await expectSame('not_found', unseen, '98765');
  await here.as(one.writer).lockComments({ params: { id: String(one.own) } });
  await expectSame('comments_locked', hidden, deleted, unseen, '98765');
  await here.people({ id: one.writer, status: 'suspended', version: 2 });
  await expectSame('forbidden', hidden, deleted, unseen, '98765');
  await here.people({ id: one.writer, version: 3 });
  here.copiesAge = 10_500;
  here.owners.answers = false;
  await expectSame('stale', hidden, deleted);
  await expectSame('unavailable', unseen, '98765');
});

test('a thread is as deep as its path can be, and no deeper', async () => {
  const above = Array.from({ length: 399 }, (_, level) => planted({ id: 5_000 + level, postId: 12, userId: 3 }));
  await plant(here, nested(above));
  const parent = await comment(here, 3, 12, 'level 400', String(5_398));
  expect(await rowOf(here, parent)).toMatchObject({ depth: 400, path: expect.objectContaining({ length: 2_800 }) });
  await expect(comment(here, 3, 12, 'level 401', parent)).toFail(errors.impossible);
});

test.each([
  ['an unknown field', { content: 'hello', colour: 'red' }, '/body/colour'],
  ['blank text', { content: ' \n ' }, '/body/content'],
  ['no text', {}, '/body/content'],
  ['text that is too long', { content: 'a'.repeat(5_001) }, '/body/content'],
  ['a parent that is no id', { content: 'hello', parentId: 'x' }, '/body/parentId'],
])('%s is refused and nothing is stored', async (_, body, pointer) => {
  const before = await rows();
  const reply = await here.as(2).raw(contract.comment.createComment, { ...onTen, body });
  expect(reply.status).toBe(400);
  expect((reply.body as { errors: { pointer: string }[] }).errors.map((error) => error.pointer)).toContain(pointer);
  expect(await rows()).toBe(before);
});

test('stores the comment with what the search index needs, and answers with it', async () => {
  const parent = await comment(here, 2, 10, 'first');
  const content = 'Well said @Grace, and @person_5 and @person_6 👩‍🌾';
  const reply = await here.as(3).createComment({ ...onTen, body: { content, parentId: parent } });
  expect(reply).toMatchObject({
    postId: '10',
    parentId: parent,
    depth: 2,
    author: { id: '3', username: 'person_3' },
    content,
    mentions: [{ id: '2', username: 'grace' }, { id: '5' }],
    ...{ likeCount: 0, replyCount: 0, edited: false },
  });
  expect(await here.as(3).getComment({ params: { id: reply.id } })).toEqual(reply);
  expect(await rowOf(here, reply.id)).toMatchObject({
    ...{ post_user_id: 1, post_width: 'public', post_deleted: 0, author_active: 1, deleted_at: null },
    ...{ root_id: Number(parent), mentions: [2, 5], revision: 1, version: 1 },
  });
  expect(await rowOf(here, parent)).toMatchObject({ places: 1, version: 1 });
});

test('is counted for its post and for what it replies to', async () => {
  await here.posts({ id: 13, userId: 1 });
  const parent = await comment(here, 2, 13, 'one');
  await comment(here, 3, 13, 'two', parent);
  await comment(here, 3, 13, 'three', parent);
  const counted = () =>
    commentCounts.of(here.db, [
      { target_type: 'post', target_id: 13 },
      { target_type: 'comment', target_id: Number(parent) },
    ]);
  const expected = [
    { target_type: 'post', target_id: 13, count: 3 },
    { target_type: 'comment', target_id: Number(parent), count: 2 },
  ];
  expect(await counted()).toEqual(expect.arrayContaining(expected));
  await commentCounts.settle(here.db);
  expect(await counted()).toEqual(expect.arrayContaining(expected));
  expect(await here.as(4).getComment({ params: { id: parent } })).toMatchObject({ replyCount: 2 });
});

test('sent again with its key, what was written is answered again, also where it could not be written any more', async () => {
  await here.people({ id: 34 });
  await here.posts({ id: 20, userId: 1 });
  const parentId = await comment(here, 34, 20, 'first');
  const send = async () => {
    const call = { params: { id: '20' }, body: { content: 'reply', parentId } };
    const { status, body } = await here.as(2).raw(contract.comment.createComment, call, { idempotencyKey: 'again' });
    return { status, body };
  };
  const first = await send();
  expect(first.status).toBe(201);
  await here.relation(2, 34, { blockedBy: true });
  expect(await send()).toEqual(first);
  await here.posts({ id: 20, userId: 1, deleted: true, version: 2 });
  expect(await send()).toEqual(first);
  expect(await here.db('comments').where({ post_id: 20, content: 'reply' })).toHaveLength(1);
});

test('under a post that has arrived it works without the post service', async () => {
  here.owners.answers = false;
  here.owners.asked = [];
  const id = await comment(here, 2, 10, 'hello');
  expect(await here.as(4).getComment({ params: { id } })).toMatchObject({ content: 'hello' });
  expect((await here.as(4).listComments(onTen)).items.length).toBeGreaterThan(0);
  expect(here.owners.asked).toEqual([]);
  await expect(comment(here, 2, 99, 'hello')).toFail(errors.stale);
});

test('a post and an author who have not arrived are asked for, and then known', async () => {
  here.owners.profiles.set(50, person({ id: 50, username: 'newcomer', version: 3 }));
  here.owners.posts.set(60, { id: 60, userId: 1, audience: 'public', reach: 'followers', deleted: false, version: 4 });
  await here.relation(50, 1, { friend: true });
  const id = await comment(here, 50, 60, 'hello');
  expect(await rowOf(here, id)).toMatchObject({ post_user_id: 1, post_width: 'followers' });
  here.owners.asked = [];
  await comment(here, 50, 60, 'again');
  expect(here.owners.asked).toEqual([]);
  await here.posts({ id: 60, userId: 1, reach: 'private', version: 3 });
  expect(await here.db('posts').where({ id: 60 }).first('reach', 'version')).toEqual({
    reach: 'followers',
    version: 4,
  });
});

test('a block that has not arrived is asked for when the copies are old', async () => {
  here.copiesAge = 10_500;
  for (const id of [1, 4]) here.owners.profiles.set(id, person({ id, username: `person_${id}` }));
  here.owners.relations.set('4 1', { follows: false, friend: false, blocks: false, blockedBy: true, mutes: false });
  await expect(comment(here, 4, 10, 'hello')).toFail(errors.notFound);
  here.owners.answers = false;
  await expect(comment(here, 4, 10, 'hello')).toFail(errors.stale);
});

test('the event leaves with the comment or not at all: the outbox holds nothing afterwards', async () => {
  await comment(here, 2, 10, 'hello');
  expect(await here.db('outbox')).toEqual([]);
  await here.db.raw('RENAME TABLE outbox TO outbox_away');
  const before = await rows();
  await expect(comment(here, 2, 10, 'hello')).toFail(errors.unavailable);
  await here.db.raw('RENAME TABLE outbox_away TO outbox');
  expect(await rows()).toBe(before);
});
