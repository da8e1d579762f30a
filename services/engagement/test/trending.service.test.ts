import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { canSee, isMuted, stranger, type Relation } from '@concord/audience';
import { errors, type Audience, type Id } from '@concord/contracts';
import fc from 'fast-check';
import { comment, engagementAlone, reaction, share, type EngagementAlone } from './alone.ts';

let here: EngagementAlone;
const copies = ['people', 'relations', 'posts', 'post_tags'];
const counted = ['post_buckets', 'author_buckets', 'tag_buckets', 'tag_sums_due', 'marks', 'consumed_events'];

beforeAll(async () => {
  here = await engagementAlone();
});
afterAll(() => here.stop());
beforeEach(async () => {
  here.now = new Date('2026-05-10T12:30:00Z');
  here.copiesAge = 0;
  await here.emptied(...copies, ...counted);
});

type Query = NonNullable<NonNullable<Parameters<ReturnType<EngagementAlone['as']>['getTrending']>[0]>['query']>;
const trending = async (account: Id | null, query: Query = {}) => (await here.as(account).getTrending({ query })).items;
const posts = async (account: Id | null, query: Query = {}) =>
  (await trending(account, query)).map((hit) => (hit.type === 'post' ? Number(hit.id) : hit.tag));
const hashtags = (account: Id | null, query: Query = {}) => posts(account, { type: 'hashtags', ...query });

const hoursBefore = (hours: number) => new Date(here.now.getTime() - hours * 3_600_000);
/** So many people react to a post of author 1. */
const liked = (postId: Id, people: number, at = here.now, authorId = 1) =>
  here.told(...Array.from({ length: people }, (_, index) => reaction({ actorId: 50 + index, authorId, postId, at })));

test('a post trends for whom it is visible: not for strangers, across a block, once deleted or its author suspended', async () => {
  await here.people({ id: 1 }, { id: 2 }, { id: 3 }, { id: 5 });
  await here.relation(2, 1, { follows: true });
  await here.relation(5, 1, { blockedBy: true });
  const both = [
    { id: 7, userId: 1, tags: ['garden'] },
    { id: 8, userId: 1, audience: 'followers' as const, tags: ['secret'] },
  ];
  await here.tagged(...both);
  await liked(7, 2);
  await liked(8, 1);
  const seen = async () =>
    Promise.all([null, 1, 2, 3, 5].map(async (who) => [...(await posts(who)), ...(await hashtags(who))]));
  const all = [7, 8, 'garden', 'secret'];
  const open = [7, 'garden'];
  expect(await seen()).toEqual([open, all, all, open, []]);
  await here.tagged(...both.map((post) => ({ ...post, deleted: post.id === 7, version: 2 })));
  const secret = [8, 'secret'];
  expect(await seen()).toEqual([[], secret, secret, [], []]);
  await here.people({ id: 1, status: 'suspended', version: 2 });
  expect(await seen()).toEqual([[], secret, [], [], []]);
});

test('posts of people whom I mute do not trend for me, nor do their hashtags', async () => {
  await here.people({ id: 1 }, { id: 2 });
  await here.relation(2, 1, { follows: true, mutes: true });
  await here.tagged({ id: 7, userId: 1, tags: ['garden'] });
  await liked(7, 1);
  expect([await posts(2), await hashtags(2)]).toEqual([[], []]);
  expect([await posts(null), await hashtags(null)]).toEqual([[7], ['garden']]);
});

test('with old copies nothing trends for anyone', async () => {
  here.copiesAge = 10_500;
  for (const who of [null, 1]) {
    await expect(trending(who)).toFail(errors.stale);
    await expect(trending(who, { type: 'hashtags' })).toFail(errors.stale);
  }
});

test('what is asked for is checked', async () => {
  await expect(trending(null, { window: '2h' as never })).toFail(errors.invalid);
  await expect(trending(null, { type: 'people' as never })).toFail(errors.invalid);
  await expect(trending(null, { limit: '101' })).toFail(errors.invalid);
});

test('a hit shows the post’s author, and no explanation unless asked for', async () => {
  await here.people({ id: 1 });
  await here.posts({ id: 7, userId: 1 });
  await liked(7, 1);
  expect(await here.as(null).getTrending({ query: { limit: '1' } })).toEqual({
    ...{ window: '24h', at: here.now.toISOString() },
    items: [
      {
        ...{ type: 'post', id: '7', score: 1, explanation: null },
        author: { id: '1', username: 'person_1', displayName: 'Person 1', avatarUrl: null },
      },
    ],
  });
});

test('one person counts once a day, and views do not: it cannot be talked up', async () => {
  await here.people({ id: 1 }, { id: 2 });
  await here.posts({ id: 7, userId: 1 }, { id: 8, userId: 1 }, { id: 9, userId: 1 });
  const one = { actorId: 60, authorId: 1, at: here.now };
  await here.told(...Array.from({ length: 30 }, () => comment({ ...one, postId: 7 })));
  await liked(8, 3);
  await here.as(2).markPostViewed({ params: { id: '9' } });
  expect(await trending(null)).toMatchObject([
    { id: '8', score: 3 },
    { id: '7', score: 2 },
  ]);
});

test('what takes more weighs more, what is older weighs less, what is before the window nothing', async () => {
  await here.people({ id: 1 });
  await here.posts(...[1, 2, 3, 4, 5, 6].map((id) => ({ id, userId: 1 })));
  const one = { actorId: 60, authorId: 1 };
  await here.told(reaction({ ...one, postId: 1, at: here.now }), comment({ ...one, postId: 2, at: here.now }));
  await here.told(share({ ...one, postId: 3, at: here.now }));
  await liked(4, 3, hoursBefore(6));
  await liked(5, 8, hoursBefore(24));
  await liked(6, 8, hoursBefore(25));
  expect((await trending(null)).map((hit) => hit.type === 'post' && [Number(hit.id), hit.score])).toEqual([
    [3, 3],
    [2, 2],
    // Two half-lives of six hours make a quarter; of the oldest hour half is within the window.
    [4, 1.5],
    [1, 1],
    [5, 0.25],
  ]);
  expect(await posts(null, { window: '1h' })).toEqual([3, 2, 1]);
  expect(await posts(null, { window: '7d' })).toEqual([5, 6, 3, 4, 2, 1]);
  expect(await posts(null, { limit: '2' })).toEqual([3, 2]);
});

test('the hour before counts within 1h as far as it is within the window', async () => {
  await here.people({ id: 1 });
  await here.posts({ id: 1, userId: 1 });
  await liked(1, 4, new Date('2026-05-10T11:05:00Z'));
  const score = async (now: string) => {
    here.now = new Date(now);
    return (await trending(null, { window: '1h' })).map((hit) => hit.score);
  };
  expect(await score('2026-05-10T11:30:00Z')).toEqual([4]);
  expect(await score('2026-05-10T12:00:00Z')).toEqual([2]);
  expect(await score('2026-05-10T12:45:00Z')).toEqual([0.5]);
  expect(await score('2026-05-10T13:00:00Z')).toEqual([]);
});

test('a hashtag that is always in use falls behind a new one', async () => {
  await here.people({ id: 1 });
  await here.tagged({ id: 1, userId: 1, tags: ['always'] }, { id: 2, userId: 1, tags: ['new'] });
  for (let days = 2; days <= 15; days += 1) await liked(1, 6, hoursBefore(24 * days));
  await liked(1, 4);
  await liked(2, 3);
  expect(await hashtags(null)).toEqual(['always', 'new']);
  await here.settled();
  expect(await trending(null, { type: 'hashtags', explain: 'true' })).toMatchObject([
    { tag: 'new', posts: 1, score: 3, explanation: { points: 3, usual: 0 } },
    { tag: 'always', posts: 1, score: 2, explanation: { points: 4, usual: 3 } },
  ]);
});

test('what is usual of a hashtag tells nothing of posts that were not for everyone', async () => {
  await here.people({ id: 1 }, { id: 2, profileVisibility: 'followers' }, { id: 3, status: 'banned' });
  await here.tagged({ id: 1, userId: 1, tags: ['a', 'b'] }, { id: 2, userId: 1, audience: 'followers', tags: ['a'] });
  await here.tagged({ id: 3, userId: 1, audience: 'private', tags: ['a'] }, { id: 4, userId: 2, tags: ['a'] });
  await here.tagged({ id: 5, userId: 3, tags: ['a'] }, { id: 6, userId: 1, tags: ['a'], deleted: true });
  const yesterday = hoursBefore(26);
  for (const id of [1, 2, 3, 4, 5, 6]) await liked(id, 10 + id, yesterday, id === 4 ? 2 : id === 5 ? 3 : 1);
  await here.settled();
  const at = { hour: new Date('2026-05-09T10:00:00Z'), day: new Date('2026-05-09T00:00:00Z') };
  const only = { reactions: 11, commenters: 0, sharers: 0 };
  expect(await here.db('tag_buckets').orderBy(['size', 'tag'])).toEqual(
    (['hour', 'day'] as const).flatMap((size) => ['a', 'b'].map((tag) => ({ size, at: at[size], tag, ...only }))),
  );
});

test('an hour is summed when it is over, once, and again when something of it comes late', async () => {
  await here.people({ id: 1 });
  await here.tagged({ id: 1, userId: 1, tags: ['a'] });
  const sums = () => here.db('tag_buckets').orderBy(['size', 'at']).select('size', 'at', 'reactions');
  await liked(1, 2);
  await here.settled();
  expect(await sums()).toEqual([]);
  here.now = new Date('2026-05-10T13:00:00Z');
  await here.settled();
  expect(await sums()).toMatchObject([{ reactions: 2 }, { reactions: 2 }]);
  // What becomes of the post later does not rewrite what was.
  await here.tagged({ id: 1, userId: 1, tags: ['a'], deleted: true, version: 2 });
  await here.settled();
  expect(await sums()).toMatchObject([{ reactions: 2 }, { reactions: 2 }]);
  await here.tagged({ id: 1, userId: 1, tags: ['a'], version: 3 });
  await liked(1, 3, new Date('2026-05-10T12:59:59Z'));
  await liked(1, 5, new Date('2026-05-10T11:00:00Z'));
  await here.settled();
  expect(await sums()).toMatchObject([{ reactions: 2 }, { reactions: 3 }, { reactions: 5 }]);
});

test('a post’s tags are those of its newest row, in whatever order its rows come', async () => {
  await here.tagged({ id: 1, userId: 1, tags: ['a', 'b'], version: 2 });
  await here.tagged({ id: 1, userId: 1, tags: ['old'], version: 1 });
  const tags = () => here.db('post_tags').orderBy('tag').pluck('tag');
  expect(await tags()).toEqual(['a', 'b']);
  await here.tagged({ id: 1, userId: 1, tags: ['b', 'ｂ', 'c'], version: 3 });
  expect(await tags()).toEqual(['b', 'c', 'ｂ']);
  await here.tagged({ id: 1, userId: 1, tags: [], deleted: true, version: 4 });
  expect(await tags()).toEqual([]);
});

type Hit = Awaited<ReturnType<typeof trending>>[number];

/** The score as the formula in the contract's description says it, from what the hit explains. */
const recomputed = ({ explanation }: Hit): number => {
  if (explanation === null) throw new Error('is not explained');
  const { weights, parts } = explanation;
  const points = parts.reduce(
    (sum, { reactions, commenters, sharers, share: within, decay }) =>
      sum +
      within * decay * (weights.reactions * reactions + weights.commenters * commenters + weights.sharers * sharers),
    0,
  );
  return 'usual' in explanation ? points / Math.sqrt(1 + explanation.usual) : points;
};

interface World {
  readonly authors: readonly { status: 'active' | 'suspended'; profileVisibility: Audience; relation: Relation }[];
  readonly posts: readonly { author: number; audience: Audience; deleted: boolean; tags: readonly string[] }[];
  readonly deeds: readonly { post: number; kind: 'reaction' | 'comment' | 'share'; actor: number; hoursAgo: number }[];
}

const audience = fc.constantFrom<Audience>('public', 'public', 'followers', 'friends', 'private');
const rarely = fc.integer({ min: 0, max: 5 }).map((dice) => dice === 0);
const worlds: fc.Arbitrary<World> = fc.record({
  authors: fc.array(
    fc.record({
      status: fc.constantFrom('active' as const, 'active' as const, 'active' as const, 'suspended' as const),
      profileVisibility: audience,
      relation: fc.record({
        ...{ follows: fc.boolean(), friend: fc.boolean() },
        ...{ blocks: rarely, blockedBy: rarely, mutes: rarely },
      }),
    }),
    { minLength: 1, maxLength: 5 },
  ),
  posts: fc.array(
    fc.record({
      ...{ author: fc.nat(4), audience, deleted: rarely },
      tags: fc.uniqueArray(fc.constantFrom('a', 'b', 'c'), { maxLength: 3 }),
    }),
    { minLength: 1, maxLength: 10 },
  ),
  deeds: fc.array(
    fc.record({
      post: fc.nat(9),
      kind: fc.constantFrom('reaction' as const, 'comment' as const, 'share' as const),
      actor: fc.integer({ min: 50, max: 55 }),
      hoursAgo: fc.integer({ min: 0, max: 60 }),
    }),
    { minLength: 1, maxLength: 30 },
  ),
});

/** The viewer is author 1, whom nobody can be anything to. */
const viewer = 1;
const makers = { reaction, comment, share } as const;

const store = async ({ authors, posts: written, deeds }: World) => {
  await here.emptied(...copies, ...counted);
  await here.people(...authors.map(({ relation: _, ...author }, index) => ({ id: index + 1, ...author })));
  for (const [index, { relation }] of authors.entries())
    if (index + 1 !== viewer) await here.relation(viewer, index + 1, relation);
  await here.tagged(
    ...written.map(({ author, ...post }, index) => ({ ...post, id: index + 1, userId: (author % authors.length) + 1 })),
  );
  const told = deeds.map(({ post, kind, actor, hoursAgo }) => {
    const postId = (post % written.length) + 1;
    const authorId = ((written[postId - 1]?.author ?? 0) % authors.length) + 1;
    return makers[kind]({ postId, authorId, actorId: actor, at: hoursBefore(hoursAgo) });
  });
  await here.told(...told);
  await here.settled();
};

/** By the oracle: which posts this viewer may see and hear of. */
const shownTo = (who: Id | null, { authors, posts: written }: World): Id[] =>
  written.flatMap((post, index) => {
    const authorId = (post.author % authors.length) + 1;
    const author = authors[authorId - 1];
    if (author === undefined || post.deleted) return [];
    const relation = who === null || authorId === viewer ? stranger : author.relation;
    const seen = canSee(who, relation, { id: authorId, ...author }, post) && !isMuted(relation);
    return seen ? [index + 1] : [];
  });

test('for anyone, what trends is made of what the oracle lets them see, in the order of the explained formula', async () => {
  const agrees = fc.asyncProperty(worlds, fc.constantFrom('1h', '24h', '7d'), async (world, window) => {
    await store(world);
    const began = here.now.getTime() - { '1h': 1, '24h': 24, '7d': 168 }[window] * 3_600_000;
    // Of one person, thing and day the first that arrives counts, whenever it was done.
    const first = new Map(
      world.deeds.toReversed().map((deed) => {
        const day = hoursBefore(deed.hoursAgo).toISOString().slice(0, 10);
        return [`${deed.kind} ${deed.post % world.posts.length} ${deed.actor} ${day}`, deed];
      }),
    );
    const touched = new Set(
      [...first.values()]
        .filter(({ hoursAgo }) => hoursBefore(hoursAgo).getTime() >= began - 30 * 60_000)
        .map(({ post }) => (post % world.posts.length) + 1),
    );
    for (const who of [null, viewer]) {
      const shown = shownTo(who, world).filter((id) => touched.has(id));
      const asked = { window, explain: 'true', limit: '100' } as const;
      const hits = await trending(who, asked);
      expect(hits.map((hit) => hit.type === 'post' && Number(hit.id)).toSorted()).toEqual(shown.toSorted());
      const tags = await trending(who, { ...asked, type: 'hashtags' });
      const tagged = Map.groupBy(
        shown.flatMap((id) => (world.posts[id - 1]?.tags ?? []).map((tag) => ({ id, tag }))),
        ({ tag }) => tag,
      );
      expect(tags.map((hit) => hit.type === 'hashtag' && [hit.tag, hit.posts]).toSorted()).toEqual(
        [...tagged].map(([tag, of]) => [tag, of.length]).toSorted(),
      );
      for (const all of [hits, tags]) {
        for (const hit of all) expect(recomputed(hit)).toBeCloseTo(hit.score, 9);
        expect(all.map(({ score }) => score)).toEqual(all.map(({ score }) => score).toSorted((a, b) => b - a));
      }
      const scores = new Map(hits.map((hit) => [hit.type === 'post' && Number(hit.id), hit.score]));
      for (const hit of tags) {
        if (hit.type !== 'hashtag') throw new Error('is no hashtag');
        const sum = (tagged.get(hit.tag) ?? []).reduce((total, { id }) => total + (scores.get(id) ?? 0), 0);
        expect(hit.explanation?.points).toBeCloseTo(sum, 9);
      }
    }
  });
  await fc.assert(agrees, { numRuns: 40 });
}, 180_000);
