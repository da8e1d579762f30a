import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { errors } from '@concord/contracts';
import { comment, community, person, type Community } from './community.ts';

let here: Community;

/** 1 writes posts; 2 is a friend; 4 and 5 block each other. */
beforeAll(async () => {
  here = await community();
  await here.people(...[1, 2, 3, 4, 5].map((id) => ({ id })));
  await here.relation(2, 1, { friend: true });
  await here.relation(5, 4, { blocks: true });
  await here.relation(4, 5, { blockedBy: true });
  await here.posts({ id: 10, userId: 1 }, { id: 11, userId: 1, audience: 'friends' });
});
afterAll(() => here.stop());
afterEach(() => {
  here.copiesAge = 0;
  here.owners.answers = true;
});

test('other services are told whose it is and where it stands, until it is deleted', async () => {
  const id = await comment(here, 2, 11, 'for friends');
  expect(await here.internal.readComment({ params: { id } })).toEqual({ id, userId: '2', postId: '11', version: 1 });
  await here.as(2).deleteComment({ params: { id } });
  await expect(here.internal.readComment({ params: { id } })).toFail(errors.notFound);
});

const read = (viewer: number | null, id: string) => here.as(viewer).getComment({ params: { id } });

test('exists for nobody who may not see its post or its author', async () => {
  const friends = await comment(here, 2, 11, 'for friends');
  const byFour = await comment(here, 4, 10, 'by 4');
  for (const viewer of [null, 3, 4]) await expect(read(viewer, friends)).toFail(errors.notFound);
  await expect(read(5, byFour)).toFail(errors.notFound);
  await expect(read(3, '99')).toFail(errors.notFound);
  expect(await read(1, friends)).toMatchObject({ content: 'for friends' });
});

test('its writer sees it only while they may see the post', async () => {
  await here.posts({ id: 12, userId: 1 });
  const id = await comment(here, 3, 12, 'mine');
  expect(await read(3, id)).toMatchObject({ content: 'mine' });
  await here.posts({ id: 12, userId: 1, audience: 'friends', version: 2 });
  await expect(read(3, id)).toFail(errors.notFound);
  await here.posts({ id: 12, userId: 1, deleted: true, version: 3 });
  for (const viewer of [1, 2, 3]) await expect(read(viewer, id)).toFail(errors.notFound);
});

test('the comment of a suspended account is seen by its writer alone', async () => {
  await here.people({ id: 30 });
  const id = await comment(here, 30, 10, 'soon suspended');
  await here.people({ id: 30, status: 'suspended', version: 2 });
  for (const viewer of [null, 1, 3]) await expect(read(viewer, id)).toFail(errors.notFound);
  expect(await read(30, id)).toMatchObject({ author: { id: '30' } });
});

test('mentions those whom the reader may know of', async () => {
  const id = await comment(here, 3, 10, 'hello @person_2 and @person_4');
  expect((await read(2, id)).mentions.map((one) => one.username)).toEqual(['person_2', 'person_4']);
  expect((await read(5, id)).mentions.map((one) => one.username)).toEqual(['person_2']);
});

test('with old copies nobody is named who may have blocked the reader since', async () => {
  const id = await comment(here, 3, 10, 'hello @person_2');
  for (const known of [1, 3]) here.owners.profiles.set(known, person({ id: known }));
  here.copiesAge = 10_500;
  for (const viewer of [null, 5])
    expect(await read(viewer, id)).toMatchObject({ content: 'hello @person_2', mentions: [] });
  const edited = await here.as(3).updateComment({ params: { id }, body: { content: 'bye @person_2' } });
  expect(edited).toMatchObject({ content: 'bye @person_2', mentions: [] });
  const written = await here.as(3).createComment({ params: { id: '10' }, body: { content: 'hello @person_2' } });
  expect(written.mentions).toEqual([]);
  here.copiesAge = 0;
  expect((await read(5, written.id)).mentions).toMatchObject([{ id: '2' }]);
});

test('with old copies what is public is read by who has no account, and everything else is asked for', async () => {
  const id = await comment(here, 3, 10, 'hello');
  here.copiesAge = 10_500;
  here.owners.answers = false;
  here.owners.asked = [];
  expect(await read(null, id)).toMatchObject({ content: 'hello' });
  expect(here.owners.asked).toEqual([]);
  await expect(read(2, id)).toFail(errors.stale);
  here.owners.answers = true;
  for (const known of [1, 3]) here.owners.profiles.set(known, person({ id: known }));
  here.owners.relations.set('2 3', { follows: false, friend: false, blocks: false, blockedBy: true, mutes: false });
  await expect(read(2, id)).toFail(errors.notFound);
});
