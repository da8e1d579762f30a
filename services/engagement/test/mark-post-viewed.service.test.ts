import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { errors, type Id } from '@concord/contracts';
import { transaction } from '@concord/platform';
import { somebody } from '@concord/testkit';
import { countViews } from '../src/store/views.ts';
import { engagementAlone, type EngagementAlone } from './alone.ts';

let here: EngagementAlone;
let post = 100;

beforeAll(async () => {
  here = await engagementAlone();
  await here.people({ id: 1 }, { id: 2 }, { id: 3 }, { id: 4, status: 'suspended' }, { id: 5 });
  await here.people(...Array.from({ length: 50 }, (_, index) => ({ id: 1_000 + index })));
  await here.relation(2, 1, { follows: true });
  await here.relation(5, 1, { blockedBy: true });
});
afterAll(() => here.stop());
beforeEach(async () => {
  post += 1;
  here.now = new Date('2026-05-10T12:30:00Z');
  await here.emptied('author_buckets');
  await here.posts({ id: post, userId: 1 });
});

const view = (account: Id | null, id = post) => here.as(account).markPostViewed({ params: { id: String(id) } });
const ofPost = async () => {
  await here.settled();
  return here.db('post_buckets').where({ post_id: post }).orderBy(['size', 'at']).select('size', 'at', 'views');
};
const ofAuthor = async () => {
  await here.settled();
  return here.db('author_buckets').orderBy(['size', 'at']).select('author_id', 'size', 'at', 'views');
};

test('needs an account', async () => {
  await expect(view(null)).toFail(errors.unauthenticated);
});

test('what may not be seen does not exist, and is not counted', async () => {
  await expect(view(5)).toFail(errors.notFound);
  await here.posts({ id: post, userId: 1, audience: 'followers', version: 2 });
  await expect(view(3)).toFail(errors.notFound);
  await here.posts({ id: post, userId: 1, deleted: true, version: 3 });
  await expect(view(2)).toFail(errors.notFound);
  await expect(view(2, 99)).toFail(errors.notFound);
  expect(await ofPost()).toEqual([]);
});

test('a suspended account is not counted', async () => {
  await expect(view(4)).toFail(errors.forbidden);
  expect(await ofPost()).toEqual([]);
});

test('my own look at it is not counted', async () => {
  await view(1);
  expect([await ofPost(), await ofAuthor()]).toEqual([[], []]);
  expect(await here.db('marks').where({ actor_id: 1 })).toEqual([]);
});

test('is counted once a day of UTC, for the post and its author, in an hour and a day', async () => {
  here.now = new Date('2026-05-10T23:59:59.999Z');
  await view(2);
  await view(2);
  here.now = new Date('2026-05-11T00:00:00Z');
  await view(2);
  await view(3);
  here.now = new Date('2026-05-11T01:00:00Z');
  await view(3);
  const buckets = [
    { size: 'hour', at: new Date('2026-05-10T23:00:00Z'), views: 1 },
    { size: 'hour', at: new Date('2026-05-11T00:00:00Z'), views: 2 },
    { size: 'day', at: new Date('2026-05-10T00:00:00Z'), views: 1 },
    { size: 'day', at: new Date('2026-05-11T00:00:00Z'), views: 2 },
  ];
  expect(await ofPost()).toEqual(buckets);
  expect(await ofAuthor()).toEqual(buckets.map((bucket) => ({ author_id: 1, ...bucket })));
});

test('fifty at once by one viewer are one, by fifty viewers fifty, of one post and of two', async () => {
  await Promise.all(Array.from({ length: 50 }, () => view(2)));
  expect(await ofPost()).toMatchObject([{ views: 1 }, { views: 1 }]);
  const other = post + 1;
  post = other;
  await here.posts({ id: other, userId: 1 });
  await here.emptied('author_buckets');
  await Promise.all(
    Array.from({ length: 50 }, (_, index) => [view(1_000 + index, other - 1), view(1_000 + index, other)]).flat(),
  );
  expect(await ofPost()).toMatchObject([{ views: 50 }, { views: 50 }]);
  expect(await ofAuthor()).toMatchObject([{ views: 100 }, { views: 100 }]);
});

test('a view is marked and waits to be counted in one transaction', async () => {
  await here.db.raw('RENAME TABLE views_waiting TO views_waiting_away');
  try {
    await expect(view(2)).toFail(errors.unavailable);
  } finally {
    await here.db.raw('RENAME TABLE views_waiting_away TO views_waiting');
  }
  await view(2);
  expect(await ofPost()).toMatchObject([{ views: 1 }, { views: 1 }]);
});

test('several who count what waits count each view once', async () => {
  await Promise.all(Array.from({ length: 50 }, (_, index) => view(1_000 + index)));
  const few = () => transaction(here.db, (tx) => countViews(tx, 7));
  await Promise.all(Array.from({ length: 10 }, few));
  expect(await ofPost()).toMatchObject([{ views: 50 }, { views: 50 }]);
  expect(await here.db('views_waiting')).toEqual([]);
});

test('works without the owners for what has arrived', async () => {
  here.owners.answers = false;
  here.owners.asked.length = 0;
  try {
    await view(2);
    expect(here.owners.asked).toEqual([]);
    expect(await ofPost()).toHaveLength(2);
  } finally {
    here.owners.answers = true;
  }
});

test('with old copies the owners are asked, and without them nothing is counted', async () => {
  await here.posts({ id: post, userId: 1, audience: 'followers', version: 2 });
  here.copiesAge = 10_500;
  here.owners.answers = false;
  try {
    await expect(view(2)).toFail(errors.stale);
    expect(await ofPost()).toEqual([]);
    here.owners.answers = true;
    const facts = { id: post, userId: 1, audience: 'followers', reach: 'public', deleted: false, version: 2 } as const;
    here.owners.posts.set(post, facts);
    here.owners.profiles.set(1, somebody({ id: 1 })).set(2, somebody({ id: 2 }));
    await expect(view(2)).toFail(errors.notFound);
    here.owners.relations.set('2 1', { follows: true, friend: false, blocks: false, blockedBy: false, mutes: false });
    await view(2);
    expect(await ofPost()).toHaveLength(2);
  } finally {
    here.copiesAge = 0;
    here.owners.answers = true;
  }
});
