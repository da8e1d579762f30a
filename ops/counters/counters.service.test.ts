import { fileURLToPath } from 'node:url';
import { freshDatabase, type FreshDatabase } from '@concord/testkit';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { withCounters } from './all.ts';
import { verify, type Verdict } from './verify.ts';

const names = ['post', 'comment', 'reaction', 'user', 'engagement'] as const;
const databases = {} as Record<(typeof names)[number], FreshDatabase>;
const at = new Date('2026-01-01T00:00:00Z');

beforeAll(async () => {
  for (const name of names)
    databases[name] = await freshDatabase(fileURLToPath(new URL(`../../services/${name}/migrations`, import.meta.url)));
});
afterAll(() => Promise.all(Object.values(databases).map((database) => database.drop())));

const { post, comment, reaction, user, engagement } = {
  post: (table: string) => databases.post.db(table),
  comment: (table: string) => databases.comment.db(table),
  reaction: (table: string) => databases.reaction.db(table),
  user: (table: string) => databases.user.db(table),
  engagement: (table: string) => databases.engagement.db(table),
};
const target = { target_type: 'post', target_id: 1 };
const one = { ...target, type: 'like' };

/** Somebody active and somebody suspended like post 1, which has one comment with one reply; all numbers agree. */
beforeEach(async () => {
  for (const [from, tables] of [
    [post, ['posts', 'people', 'share_changes']],
    [comment, ['comments', 'comment_counts', 'comment_counts_pending', 'people', 'rewrites']],
    [user, ['profiles', 'follows']],
    [engagement, ['people', 'marks', 'withholdings']],
    [reaction, ['reactions', 'reaction_counts', 'reaction_counts_pending', 'recounts', 'people']],
  ] as const)
    for (const table of tables) await from(table).delete();
  const texts = { content: '', created_at: at, updated_at: at, version: 1, mentions: '[]' };
  const written = { ...texts, user_id: 9, media: '[]', audience: 'public', reach: 'public', tags: '[]' };
  const share = { ...written, shared_post_id: 1 };
  await post('posts').insert([
    { ...written, id: 1, like_count: 1, comment_count: 2, share_count: 1 },
    { ...written, id: 2, like_count: 7, share_count: 7, deleted_at: at },
  ]);
  await post('posts').insert([
    { ...share, id: 3, user_id: 1 },
    { ...share, id: 4, user_id: 2 },
    { ...share, id: 8, user_id: 1, deleted_at: at },
  ]);
  const people = { display_name: '', profile_visibility: 'public', version: 1 };
  const two = [
    { ...people, id: 1, username: 'a', status: 'active' },
    { ...people, id: 2, username: 'b', status: 'suspended' },
  ];
  await post('people').insert(two);
  await reaction('people').insert(two);
  await comment('people').insert([...two, { ...people, id: 9, username: 'i', status: 'active' }]);
  await engagement('people').insert(two);
  const acted = { day: '2026-01-01', kind: 'reaction', subject_id: 1, hour: 7 };
  await engagement('marks').insert([
    { ...acted, actor_id: 1, withheld: 0 },
    { ...acted, actor_id: 2, withheld: 1 },
    { ...acted, actor_id: 2, withheld: 0, kind: 'view' },
  ]);
  const profile = { search_visibility: 'public', account_version: 1, created_at: at, updated_at: at };
  await user('profiles').insert(two.map((one) => ({ ...profile, ...one })));
  const follow = { status: 'accepted', created_at: at, since: at };
  await user('follows').insert([
    { ...follow, follower_id: 1, following_id: 2, follower_active: 1, following_active: 0 },
    { ...follow, follower_id: 2, following_id: 1, follower_active: 0, following_active: 1 },
  ]);
  const given = { ...one, target_author_id: 9, post_id: 1, created_at: at };
  await reaction('reactions').insert([
    { ...given, id: 1, user_id: 1, counted: 1 },
    { ...given, id: 2, user_id: 2, counted: 0 },
  ]);
  await reaction('reaction_counts').insert({ ...one, count: 1, version: 4 });
  const columns = await comment('comments').columnInfo();
  const root = 'root_id' in columns ? { root_id: 5 } : {};
  const thread = { ...texts, ...root, post_id: 1, user_id: 9, author_active: 1, post_user_id: 9, post_width: 'public' };
  await comment('comments').insert([
    { ...thread, id: 5, parent_id: null, path: Buffer.from('5'), depth: 1, places: 1 },
    { ...thread, id: 6, parent_id: 5, path: Buffer.from('56'), depth: 2 },
    { ...thread, id: 7, parent_id: 5, path: Buffer.from('57'), depth: 2, gone: 1, deleted_at: at },
  ]);
  await comment('comment_counts').insert([
    { ...target, count: 2, version: 3 },
    { target_type: 'comment', target_id: 5, count: 1, version: 3 },
  ]);
});

const env = () =>
  Object.fromEntries(names.map((name) => [`CONCORD_${name.toUpperCase()}_DATABASE_URL`, databases[name].url]));
const verdicts = (repair = false) =>
  withCounters(env(), async (all) => {
    const found: Verdict[] = [];
    for (const counter of all) found.push(await verify(counter, { repair, secondLookMs: 0 }));
    return found;
  });
const wrong = async () =>
  (await verdicts()).filter(({ differ }) => differ > 0).flatMap(({ counter, examples }) => [counter, ...examples]);

test('numbers that agree are compared and no more is said; a deleted post’s are left alone', async () => {
  expect(await verdicts()).toMatchObject(
    [
      ['follows by their follower', 2],
      ['follows by their following', 2],
      ['comments by their author', 1],
      ['what trends by who did it', 2],
      ['reactions of posts', 1],
      ['reactions of comments', 0],
      ['comments of posts', 1],
      ['replies of comments', 1],
      ['places under comments', 3],
      ['share_count of posts', 3],
      ['like_count of posts', 3],
      ['like_count of comments', 2],
      ['comment_count of posts', 3],
    ].map(([counter, compared]) => ({ counter, compared, differ: 0, examples: [], repaired: 0 })),
  );
});

test('what is pending counts, and so does what an account’s recount has not come to', async () => {
  await reaction('reaction_counts').update({ count: 0 });
  await reaction('reaction_counts_pending').insert({ ...one, change: 1 });
  await post('posts').where({ id: 1 }).update({ like_count: 0 });
  await reaction('people').where({ id: 1 }).update({ status: 'banned' });
  await reaction('recounts').insert({ user_id: 1, requested: 1 });
  expect(await wrong()).toEqual([]);
});

test('a count that is not what it counts is found, and its owner asked to put it right', async () => {
  await reaction('reaction_counts').update({ count: 5 });
  await comment('comment_counts').where({ target_type: 'comment' }).delete();
  expect(await wrong()).toEqual([
    ...['reactions of posts', { what: 'post 1 like', stored: 5, right: 1 }],
    ...['replies of comments', { what: 'comment 5', stored: 0, right: 1 }],
    ...['like_count of posts', { what: 'post 1', stored: 1, right: 5 }],
  ]);
  const [reactions, , , replies] = (await verdicts(true)).slice(4);
  expect([reactions?.repaired, replies?.repaired]).toEqual([1, 1]);
  expect(await reaction('reaction_counts_pending').select('type', 'change')).toEqual([{ type: 'like', change: -4 }]);
  expect(await comment('comment_counts_pending').select('target_id', 'change')).toEqual([{ target_id: 5, change: 1 }]);
  expect((await wrong()).filter((one) => one === 'reactions of posts' || one === 'replies of comments')).toEqual([]);
});

test('what was counted without being marked is marked when it is put right', async () => {
  await reaction('reactions').where({ user_id: 1 }).update({ counted: 0 });
  await reaction('reaction_counts').update({ count: 0 });
  await verdicts(true);
  expect(await reaction('reactions').orderBy('id').pluck('counted')).toEqual([1, 0]);
  expect(await reaction('reaction_counts_pending').pluck('change')).toEqual([1]);
});

test('a copy that does not follow makes its owner tell the count again', async () => {
  await post('posts').where({ id: 1 }).update({ comment_count: 9, like_count: 0 });
  expect(await wrong()).toEqual([
    ...['like_count of posts', { what: 'post 1', stored: 0, right: 1 }],
    ...['comment_count of posts', { what: 'post 1', stored: 9, right: 2 }],
  ]);
  await verdicts(true);
  expect(await reaction('reaction_counts').first('count', 'version')).toEqual({ count: 1, version: 5 });
  expect(await comment('comment_counts').where(target).first('count', 'version')).toEqual({ count: 2, version: 4 });
});

test('shares, places in threads and reactions to comments are compared and put right too', async () => {
  await post('posts').where({ id: 1 }).update({ share_count: 2 });
  await comment('comments').where({ id: 5 }).update({ places: 2 });
  await comment('comments').where({ id: 6 }).update({ like_count: 3 });
  expect(await wrong()).toEqual([
    ...['places under comments', { what: 'comment 5', stored: 2, right: 1 }],
    ...['share_count of posts', { what: 'post 1', stored: 2, right: 1 }],
    ...['like_count of comments', { what: 'comment 6', stored: 3, right: 0 }],
  ]);
  await verdicts(true);
  expect(await comment('comments').where({ id: 5 }).first('places', 'version')).toEqual({ places: 1, version: 1 });
  expect(await post('share_changes').pluck('post_id')).toEqual([1]);
  expect(await reaction('reaction_counts').where({ target_type: 'comment' }).select('target_id', 'count')).toEqual([
    { target_id: 6, count: 0 },
  ]);
});

test('what does not follow its account’s status is found and put right, unless the service is still going over it', async () => {
  await user('profiles').where({ id: 1 }).update({ status: 'banned' });
  for (const table of [comment, engagement]) await table('people').whereIn('id', [1, 9]).update({ status: 'banned' });
  await comment('rewrites').insert({ kind: 'author', subject_id: 9, requested: 1 });
  await engagement('withholdings').insert({ actor_id: 1, requested: 1 });
  const account = { what: 'account 1', stored: 1, right: 0 };
  const byFollows = ['follows by their follower', account, 'follows by their following', account];
  expect(await wrong()).toEqual(byFollows);
  await comment('rewrites').delete();
  await engagement('withholdings').delete();
  expect(await wrong()).toEqual([
    ...byFollows,
    ...['comments by their author', { what: 'account 9', stored: 2, right: 0 }],
    ...['what trends by who did it', account],
  ]);
  await verdicts(true);
  expect(await user('follows').pluck('follower_active')).toEqual([0, 0]);
  expect(await comment('rewrites').pluck('subject_id')).toEqual([9]);
  expect(await engagement('withholdings').pluck('actor_id')).toEqual([1]);
  expect(await wrong()).toEqual([]);
});
