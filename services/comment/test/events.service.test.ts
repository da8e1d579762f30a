import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { events } from '@concord/contracts';
import { comment, community, type Community } from './community.ts';

let here: Community;

/**
 * The outbox becomes a view through which rows are inserted but, its condition being false, never found again, so that deleting them in
 * the same transaction leaves them where the test can see them. A rollback still takes them away.
 */
beforeAll(async () => {
  here = await community();
  await here.people({ id: 1 }, { id: 2 });
  await here.posts({ id: 10, userId: 1 });
  await here.db.raw('RENAME TABLE outbox TO told');
  await here.db.raw('CREATE VIEW outbox AS SELECT * FROM told WHERE id IS NULL');
});
afterAll(() => here.stop());

const told = async () => {
  const rows: { type: string; aggregateid: string; payload: unknown }[] = await here
    .db('told')
    .orderBy('created_at')
    .select('type', 'aggregateid', 'payload');
  await here.db('told').delete();
  return rows;
};

test('writing, editing and deleting are told once each, with ids and the version only', async () => {
  const parentId = await comment(here, 1, 10, 'parent');
  await told();
  const id = await comment(here, 2, 10, 'hello', parentId);
  const payload = { commentId: Number(id), postId: 10, parentId: Number(parentId), authorId: 2 };
  expect(await told()).toEqual([
    {
      ...{ type: events.commentCreated.type, aggregateid: id },
      payload: { ...payload, mentionIds: [], postAuthorId: 1, parentAuthorId: 1, version: 1 },
    },
  ]);
  await here.as(2).updateComment({ params: { id }, body: { content: 'good morning' } });
  expect(await told()).toEqual([
    { type: events.commentUpdated.type, aggregateid: id, payload: { ...payload, mentionIds: [], version: 2 } },
  ]);
  await here.as(1).deleteComment({ params: { id } });
  expect(await told()).toEqual([
    { type: events.commentDeleted.type, aggregateid: id, payload: { ...payload, version: 4 } },
  ]);
});

test('what changes nothing, or is refused, is not told', async () => {
  const id = await comment(here, 2, 10, 'hello');
  await told();
  await here.as(2).updateComment({ params: { id }, body: { content: 'hello' } });
  await here.as(1).lockComments({ params: { id: '10' } });
  await comment(here, 2, 10, 'too late').catch(() => null);
  await here
    .as(1)
    .updateComment({ params: { id }, body: { content: 'not mine' } })
    .catch(() => null);
  expect(await told()).toEqual([]);
});
