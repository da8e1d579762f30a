import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { errors } from '@concord/contracts';
import { somebody, toldSince } from '@concord/testkit';
import { reactions, type Reactions } from './reactions.ts';

let here: Reactions;
let post = 100;

beforeAll(async () => {
  here = await reactions();
  await here.people({ id: 1 }, { id: 2 }, { id: 3 }, { id: 4, status: 'suspended' }, { id: 5 });
  await here.relation(2, 1, { follows: true });
  await here.relation(5, 1, { blockedBy: true });
});
afterAll(() => here.stop());
beforeEach(async () => {
  post += 1;
  await here.posts({ id: post, userId: 1 });
  await toldSince(here.db);
});

const like = (account: number | null, type = 'like') =>
  here.as(account).reactToPost({ params: { id: String(post), type } });
const rows = () => here.db('reactions').where({ target_type: 'post', target_id: post });

test('needs an account', async () => {
  await expect(like(null)).toFail(errors.unauthenticated);
});

test('what may not be seen does not exist: another’s audience, a block, a deletion, nothing at all', async () => {
  await expect(like(5)).toFail(errors.notFound);
  await here.posts({ id: post, userId: 1, audience: 'followers', version: 2 });
  await expect(like(3)).toFail(errors.notFound);
  await here.posts({ id: post, userId: 1, deleted: true, version: 3 });
  await expect(like(1)).toFail(errors.notFound);
  await expect(here.as(1).reactToPost({ params: { id: '99', type: 'like' } })).toFail(errors.notFound);
  expect(await rows()).toEqual([]);
  expect(await toldSince(here.db)).toEqual([]);
});

test('a suspended account may not react', async () => {
  await expect(like(4)).toFail(errors.forbidden);
  expect(await rows()).toEqual([]);
});

test('a type that is not offered is refused with those that are, and one that is no type is invalid', async () => {
  await expect(like(2, 'clap')).toFail(errors.impossible);
  await expect(like(2, 'clap')).rejects.toThrow(/like, love, sad/);
  await expect(like(2, 'L1ke')).toFail(errors.invalid);
  expect(await rows()).toEqual([]);
});

test('who cannot be told active writes nothing', async () => {
  here.copiesAge = 10_500;
  here.owners.answers = false;
  try {
    await expect(like(2)).toFail(errors.stale);
    here.owners.answers = true;
    here.owners.posts.set(post, {
      ...{ id: post, userId: 1, audience: 'public', reach: 'public' },
      deleted: false,
      version: 1,
    });
    here.owners.profiles.set(1, somebody({ id: 1 }));
    here.owners.profiles.set(2, somebody({ id: 2, status: 'banned', version: 7 }));
    await expect(like(2)).toFail(errors.forbidden);
    expect(await rows()).toEqual([]);
  } finally {
    here.copiesAge = 0;
    here.owners.answers = true;
    await here.people({ id: 2, version: 8 });
  }
});

test('is stored, counted and told once, with the ids of all concerned', async () => {
  await like(2);
  const [row] = (await rows()) as { id: number }[];
  expect(row).toMatchObject({ user_id: 2, type: 'like', counted: 1 });
  expect(await toldSince(here.db)).toEqual([
    {
      type: 'reaction.added',
      aggregateid: String(row?.id),
      payload: {
        ...{ reactionId: row?.id, targetType: 'post', targetId: post, reactionType: 'like' },
        ...{ targetAuthorId: 1, postId: post, actorId: 2, version: 1 },
      },
    },
  ]);
  expect(await here.settled()).toContainEqual({ target_type: 'post', target_id: post, type: 'like', count: 1 });
});

test('a repetition changes nothing, another type stands beside it', async () => {
  await like(2);
  const before = await rows();
  await like(2);
  expect(await rows()).toEqual(before);
  await like(2, 'love');
  expect(await rows()).toHaveLength(2);
  expect((await toldSince(here.db)).map(({ payload }) => payload['reactionType'])).toEqual(['like', 'love']);
});

test('fifty at once by one account are one row, one count and one event', async () => {
  await Promise.all(Array.from({ length: 50 }, () => like(2)));
  expect(await rows()).toHaveLength(1);
  expect(await toldSince(here.db)).toHaveLength(1);
  expect(await here.settled()).toContainEqual({ target_type: 'post', target_id: post, type: 'like', count: 1 });
});

test('the event leaves with the reaction or not at all', async () => {
  await here.db.raw('RENAME TABLE outbox TO outbox_away');
  await expect(like(2)).toFail(errors.unavailable);
  await here.db.raw('RENAME TABLE outbox_away TO outbox');
  expect(await rows()).toEqual([]);
  expect(await here.db('reaction_counts_pending').where({ target_id: post })).toEqual([]);
});
