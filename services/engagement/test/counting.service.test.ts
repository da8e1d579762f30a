import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Id } from '@concord/contracts';
import fc from 'fast-check';
import { comment, engagementAlone, follow, reaction, share, type EngagementAlone, type Told } from './alone.ts';

let here: EngagementAlone;
beforeAll(async () => {
  here = await engagementAlone();
});
afterAll(() => here.stop());
beforeEach(() => here.emptied('post_buckets', 'author_buckets', 'marks', 'consumed_events', 'tag_sums_due'));

const at = new Date('2026-05-10T12:10:00Z');
const later = new Date('2026-05-10T12:50:00Z');
const tomorrow = new Date('2026-05-11T12:10:00Z');
const one = { actorId: 2, authorId: 1, postId: 7, at };
const day = new Date('2026-05-10T00:00:00Z');
const hour = new Date('2026-05-10T12:00:00Z');

const none = { views: 0, reactions: 0, comments: 0, shares: 0 };
type Rows = Record<string, unknown>[];
const rowsOf = async (table: string, id: string) => (await here.db(table).orderBy(['size', 'at', id])) as Rows;
const posts = () => rowsOf('post_buckets', 'post_id');
const authors = () => rowsOf('author_buckets', 'author_id');
const ofDay = (rows: Rows) => rows.filter(({ size }) => size === 'day');

test('an event is counted for its post and its author, in the hour and the day in which it happened', async () => {
  await here.told(comment(one));
  const counted = { ...none, comments: 1 };
  expect(await posts()).toEqual([
    { size: 'hour', at: hour, post_id: 7, ...counted, commenters: 1, sharers: 0 },
    { size: 'day', at: day, post_id: 7, ...counted, commenters: 1, sharers: 0 },
  ]);
  expect(await authors()).toEqual([
    { size: 'hour', at: hour, author_id: 1, ...counted, followers: 0 },
    { size: 'day', at: day, author_id: 1, ...counted, followers: 0 },
  ]);
});

test('what comes again is not counted again', async () => {
  const all = [reaction(one), comment(one), share(one), follow(one)];
  await here.told(...all);
  const before = [await posts(), await authors()];
  await here.told(...all.toReversed());
  for (const each of all) await here.told(each);
  expect([await posts(), await authors()]).toEqual(before);
});

test('nobody adds to their own engagement', async () => {
  const own = { ...one, actorId: 1 };
  await here.told(reaction(own), reaction(own, 'like', 9), comment(own), share(own));
  expect([await posts(), await authors(), await here.db('marks')]).toEqual([[], [], []]);
});

test('one person’s reactions to one thing are one a day, however they are given and taken back', async () => {
  await here.told(reaction(one), reaction({ ...one, at: later }, 'love'));
  await here.told(reaction({ ...one, at: later }));
  await here.told(reaction({ ...one, actorId: 3 }), reaction({ ...one, at: tomorrow }));
  expect(ofDay(await posts())).toMatchObject([{ reactions: 2 }, { reactions: 1 }]);
});

test('one person’s comments and shares count each, the person once a day', async () => {
  await here.told(comment(one), comment(one), comment({ ...one, actorId: 3 }), comment({ ...one, at: tomorrow }));
  await here.told(share(one), share(one), share({ ...one, actorId: 3 }));
  expect(ofDay(await posts())).toMatchObject([
    { comments: 3, commenters: 2, shares: 3, sharers: 2 },
    { comments: 1, commenters: 1 },
  ]);
});

test('a reaction to a comment is its author’s and not the post’s, also where both have the same id', async () => {
  await here.told(reaction({ ...one, authorId: 5 }, 'like', 7));
  expect(await posts()).toEqual([]);
  await here.told(reaction(one));
  expect(ofDay(await authors())).toMatchObject([
    { author_id: 1, reactions: 1 },
    { author_id: 5, reactions: 1 },
  ]);
});

test('who follows, leaves and follows again is one new follower a day', async () => {
  await here.told(follow(one), follow({ ...one, at: later }), follow({ ...one, actorId: 3 }));
  expect(ofDay(await authors())).toMatchObject([{ author_id: 1, followers: 2 }]);
});

test('what happened before midnight and comes after it counts for the day before', async () => {
  const midnight = new Date('2026-05-11T00:00:00Z');
  const before = new Date(midnight.getTime() - 1);
  await here.told(comment({ ...one, at: midnight }), comment({ ...one, at: before }));
  expect((await posts()).map(({ at: begins }) => (begins as Date).toISOString())).toEqual([
    ...['2026-05-10T23:00:00.000Z', '2026-05-11T00:00:00.000Z'],
    ...['2026-05-10T00:00:00.000Z', '2026-05-11T00:00:00.000Z'],
  ]);
});

test('a failure in between leaves nothing, and what is delivered again then counts', async () => {
  await here.db.raw('RENAME TABLE author_buckets TO author_buckets_away');
  const told = comment(one);
  try {
    await expect(here.told(told)).rejects.toThrow();
  } finally {
    await here.db.raw('RENAME TABLE author_buckets_away TO author_buckets');
  }
  expect([await posts(), await here.db('marks')]).toEqual([[], []]);
  await here.told(told);
  expect(await authors()).toHaveLength(2);
});

type Kind = 'reaction' | 'commentReaction' | 'comment' | 'share' | 'follow';
interface Deed {
  readonly kind: Kind;
  readonly actorId: Id;
  readonly postId: Id;
  readonly at: Date;
}

/** Each post has an author of its own, a neighbour of whoever acts. */
const authorOf = (postId: Id): Id => postId - 100;
const asEvent = ({ kind, ...deed }: Deed): Told => {
  const done = { ...deed, authorId: authorOf(deed.postId) };
  if (kind === 'commentReaction') return reaction(done, 'love', done.postId);
  return { reaction, comment, share, follow }[kind](done);
};

const evening = Date.UTC(2026, 4, 10, 22);
const deeds: fc.Arbitrary<Deed> = fc.record({
  kind: fc.constantFrom<Kind>('reaction', 'commentReaction', 'comment', 'share', 'follow'),
  actorId: fc.integer({ min: 1, max: 3 }),
  postId: fc.integer({ min: 101, max: 103 }),
  at: fc.integer({ min: 0, max: 4 * 60 - 1 }).map((minutes) => new Date(evening + minutes * 60_000)),
});

/** What happened, the order in which it comes, and what comes again; in batches of some. */
const deliveries = fc.array(deeds, { minLength: 1, maxLength: 25 }).chain((all) =>
  fc.record({
    all: fc.constant(all),
    order: fc.array(fc.nat(all.length - 1), { maxLength: 40 }).chain((again) =>
      fc.shuffledSubarray(
        [...all.keys(), ...again].map((index, place) => ({ index, place })),
        { minLength: all.length + again.length },
      ),
    ),
    batch: fc.integer({ min: 1, max: 8 }),
  }),
);

type Bucket = Record<string, number>;

/** The plain model: each deed once, in the order in which it came first. */
const modelOf = (arrived: readonly Deed[]) => {
  const buckets = { post: new Map<string, Bucket>(), author: new Map<string, Bucket>() };
  const seen = new Set<string>();
  const raise = (subject: 'post' | 'author', id: Id, begins: Date, column: string) => {
    const iso = begins.toISOString();
    for (const key of [`hour ${iso.slice(0, 13)}:00 ${id}`, `day ${iso.slice(0, 10)} ${id}`]) {
      const bucket = buckets[subject].get(key) ?? {};
      bucket[column] = (bucket[column] ?? 0) + 1;
      buckets[subject].set(key, bucket);
    }
  };
  for (const { kind, actorId, postId, at: when } of arrived) {
    const author = authorOf(postId);
    if (actorId === author) continue;
    const mark = `${kind} ${actorId} ${postId} ${when.toISOString().slice(0, 10)}`;
    const first = !seen.has(mark);
    seen.add(mark);
    const column = { reaction: 'reactions', commentReaction: 'reactions', follow: 'followers' }[kind as string];
    if (column !== undefined && first) raise('author', author, when, column);
    if (kind === 'reaction' && first) raise('post', postId, when, 'reactions');
    if (kind === 'comment' || kind === 'share') {
      raise('author', author, when, `${kind}s`);
      raise('post', postId, when, `${kind}s`);
      if (first) raise('post', postId, when, kind === 'comment' ? 'commenters' : 'sharers');
    }
  }
  return { post: Object.fromEntries(buckets.post), author: Object.fromEntries(buckets.author) };
};

const bucketsHeld = async () => {
  const held = (rows: Rows, id: string) =>
    Object.fromEntries(
      rows.map(({ size, at: begins, [id]: of, ...counts }) => {
        const iso = (begins as Date).toISOString();
        const name = size === 'hour' ? `hour ${iso.slice(0, 13)}:00` : `day ${iso.slice(0, 10)}`;
        return [`${name} ${String(of)}`, Object.fromEntries(Object.entries(counts).filter(([, count]) => count !== 0))];
      }),
    );
  return { post: held(await posts(), 'post_id'), author: held(await authors(), 'author_id') };
};

test('however events are shuffled, repeated and batched, the buckets are those of a plain model', async () => {
  const agrees = fc.asyncProperty(deliveries, async ({ all, order, batch }) => {
    await here.emptied('post_buckets', 'author_buckets', 'marks', 'consumed_events', 'tag_sums_due');
    const told = all.map(asEvent);
    for (let start = 0; start < order.length; start += batch)
      await here.told(...order.slice(start, start + batch).map(({ index }) => told[index] as Told));
    const arrived = [...new Set(order.map(({ index }) => index))].map((index) => all[index] as Deed);
    expect(await bucketsHeld()).toEqual(modelOf(arrived));
  });
  await fc.assert(agrees, { numRuns: 40 });
}, 120_000);

test('in whatever order they come, days are the same', async () => {
  const days = ({ post, author }: Awaited<ReturnType<typeof bucketsHeld>>) =>
    [post, author].map((all) => Object.fromEntries(Object.entries(all).filter(([key]) => key.startsWith('day'))));
  const agrees = fc.asyncProperty(fc.array(deeds, { maxLength: 25 }), async (all) => {
    const told = all.map(asEvent);
    const counted = [];
    for (const order of [told, told.toReversed()]) {
      await here.emptied('post_buckets', 'author_buckets', 'marks', 'consumed_events', 'tag_sums_due');
      await here.told(...order);
      counted.push(days(await bucketsHeld()));
    }
    expect(counted[1]).toEqual(counted[0]);
  });
  await fc.assert(agrees, { numRuns: 20 });
}, 120_000);

test('many at once who raise the same buckets, some with the same events, count each thing once', async () => {
  const all = Array.from({ length: 60 }, (_, index) =>
    asEvent({
      kind: (['reaction', 'comment', 'share', 'follow'] as const)[index % 4] as Kind,
      actorId: 10 + (index % 5),
      postId: 101 + (index % 3),
      at: new Date(evening),
    }),
  );
  const members = [all, all.toReversed(), all.slice(20), all.slice(0, 40).toReversed()];
  await Promise.allSettled(
    members.flatMap((mine) => [0, 15, 30, 45].map((from) => here.told(...mine.slice(from, from + 15)))),
  );
  await here.told(...all);
  const { post } = await bucketsHeld();
  const sum = (column: string) =>
    Object.entries(post).reduce(
      (total, [key, counts]) => total + (key.startsWith('day') ? ((counts as Bucket)[column] ?? 0) : 0),
      0,
    );
  expect([sum('comments'), sum('shares')]).toEqual([15, 15]);
  const people = (column: string, kind: number) =>
    expect(sum(column)).toBe(
      new Set(all.flatMap((_, index) => (index % 4 === kind ? [`${index % 5} ${index % 3}`] : []))).size,
    );
  people('reactions', 0);
  people('commenters', 1);
  people('sharers', 2);
}, 60_000);
