import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { contract, errors } from '@concord/contracts';
import { eventually } from '@concord/testkit';
import { comment, community, isHeld, person, rowOf, type Community } from './community.ts';

let here: Community;

beforeAll(async () => {
  here = await community();
  await here.people(...[1, 2, 3].map((id) => ({ id })));
  await here.posts({ id: 10, userId: 1 });
});
afterAll(() => here.stop());
afterEach(() => {
  here.copiesAge = 0;
});

const update = (viewer: number | null, id: string, content: string) =>
  here.as(viewer).updateComment({ params: { id }, body: { content } });

test('needs an account', async () => {
  await expect(update(null, await comment(here, 2, 10, 'hello'), 'other')).toFail(errors.unauthenticated);
});

test('nobody changes what somebody else wrote, not even on their own post or as a moderator', async () => {
  const id = await comment(here, 2, 10, 'hello');
  for (const viewer of [1, 3]) await expect(update(viewer, id, 'other')).toFail(errors.forbidden);
  const moderator = here.as(3, ['moderator']).updateComment({ params: { id }, body: { content: 'other' } });
  await expect(moderator).toFail(errors.forbidden);
  expect(await rowOf(here, id)).toMatchObject({ content: 'hello', version: 1 });
});

test('a suspended account may not edit, and what may not be seen does not exist', async () => {
  await here.people({ id: 20 });
  const id = await comment(here, 20, 10, 'hello');
  await here.people({ id: 20, status: 'suspended', version: 2 });
  await expect(update(20, id, 'other')).toFail(errors.forbidden);
  await expect(update(3, id, 'other')).toFail(errors.notFound);
  await expect(update(3, '99', 'other')).toFail(errors.notFound);
});

test('a suspension that has not arrived is asked for when the copies are old', async () => {
  await here.people({ id: 21 });
  const id = await comment(here, 21, 10, 'hello');
  here.copiesAge = 10_500;
  here.owners.profiles.set(21, person({ id: 21, status: 'suspended', version: 2 }));
  await expect(update(21, id, 'other')).toFail(errors.forbidden);
  expect(await rowOf(here, id)).toMatchObject({ content: 'hello', version: 1 });
});

test('nobody is suspended while their edit is being written: it is before or after', async () => {
  await here.people({ id: 22 });
  const id = await comment(here, 22, 10, 'hello');
  const edited = await here.db.transaction(async (tx) => {
    await tx('comments')
      .where({ id: Number(id) })
      .forUpdate()
      .first('id');
    const edit = update(22, id, 'other');
    await eventually(() => isHeld(here, 'people', 22));
    return { edit };
  });
  expect(await edited.edit).toMatchObject({ content: 'other' });
});

test.each([
  ['blank text', { content: ' ' }, '/body/content'],
  ['an unknown field', { parentId: '5' }, '/body/parentId'],
])('%s is refused', async (_, body, pointer) => {
  const id = await comment(here, 2, 10, 'hello');
  const reply = await here.as(2).raw(contract.comment.updateComment, { params: { id }, body });
  expect(reply).toMatchObject({ status: 400, body: { errors: [{ pointer }] } });
});

test('shows that it was edited, mentions whom the new text mentions, and keeps the old one', async () => {
  const id = await comment(here, 2, 10, 'hello @person_1');
  const edited = await update(2, id, 'good morning @person_3');
  expect(edited).toMatchObject({ content: 'good morning @person_3', edited: true, mentions: [{ id: '3' }] });
  expect(edited.updatedAt >= edited.createdAt).toBe(true);
  expect(await here.as(3).getComment({ params: { id } })).toEqual(edited);
  expect(await rowOf(here, id)).toMatchObject({ revision: 2, version: 2, mentions: [3] });
  expect(await here.db('earlier_contents').where({ comment_id: id })).toMatchObject([
    { revision: 1, content: 'hello @person_1', written_at: new Date(edited.createdAt) },
  ]);
});

test('the same words again, or none, are no edit', async () => {
  const id = await comment(here, 2, 10, 'hello');
  expect(await update(2, id, 'hello')).toMatchObject({ edited: false });
  expect(await here.as(2).updateComment({ params: { id }, body: {} })).toMatchObject({ edited: false });
  expect(await rowOf(here, id)).toMatchObject({ revision: 1, version: 1 });
});

test('of twenty edits at once none is lost', async () => {
  const id = await comment(here, 2, 10, 'hello');
  await Promise.all(Array.from({ length: 20 }, (_, index) => update(2, id, `edit ${index}`)));
  expect(await rowOf(here, id)).toMatchObject({ revision: 21, version: 21 });
  const kept = await here.db('earlier_contents').where({ comment_id: id }).pluck('content');
  const last = (await rowOf(here, id)) as { content: string };
  expect(new Set([...kept, last.content])).toEqual(
    new Set(['hello', ...Array.from({ length: 20 }, (_, index) => `edit ${index}`)]),
  );
});
