import { contract } from '@concord/contracts';
import type { Api } from '@concord/client';
import { openDatabase } from '@concord/platform';
import { aPost, eventually, oddWord, type Person } from '@concord/testkit';
import { expect, test } from '@jest/globals';
import { anyone, setting, somebody } from './platform.ts';
import { listener } from './stream.ts';

/** Somebody new who may moderate, as an operator would make them; the roles stand in tokens that are given out from then on. */
const moderator = async (): Promise<Api> => {
  const { id, username, password } = await somebody();
  const db = openDatabase(setting('CONCORD_AUTH_DATABASE_URL'), { poolSize: 1 });
  await db('users')
    .where({ id })
    .update({ roles: '["user", "moderator"]', version: db.raw('version + 1') });
  await db.destroy();
  const { accessToken } = await anyone.createSession({ body: { login: username, password } });
  return anyone.as(accessToken);
};

type Sight = () => Promise<boolean>;

/** Every place where a reader meets what the author wrote and did. */
const sights = (author: Person, reader: Person, made: Awaited<ReturnType<typeof make>>): Record<string, Sight> => {
  const finds = (q: string, type: 'posts' | 'comments' | 'users' | 'hashtags') => async () =>
    (await reader.api.search({ query: { q, type } })).total > 0;
  const suggests = (q: string, type: 'users' | 'hashtags') => async () =>
    (await reader.api.suggest({ query: { q, type } })).items.length > 0;
  const theirs = () => reader.api.getPost({ params: { id: made.theirs } });
  const profile = () => reader.api.getProfile({ params: { id: reader.id } });
  return {
    'the feed': async () => (await reader.api.getFeed()).items.some((post) => post.author.id === author.id),
    'the post': async () => (await reader.api.raw(contract.post.getPost, { params: { id: made.post } })).status === 200,
    'the profile': async () =>
      (await reader.api.raw(contract.user.getProfile, { params: { id: author.id } })).status === 200,
    'the thread': async () =>
      (await reader.api.listComments({ params: { id: made.theirs } })).items.some(
        ({ author: writer }) => writer?.id === author.id,
      ),
    'search for posts': finds(made.word, 'posts'),
    'search for comments': finds(made.word, 'comments'),
    'search for people': finds(author.username, 'users'),
    'search for hashtags': finds(made.tag, 'hashtags'),
    'suggested people': suggests(author.username.slice(0, 12), 'users'),
    'suggested hashtags': suggests(made.tag.slice(0, 8), 'hashtags'),
    notifications: async () => (await reader.api.listNotifications()).items.length > 0,
    'who reacted': async () => (await reader.api.listPostReactions({ params: { id: made.theirs } })).items.length > 0,
    trending: async () =>
      (await reader.api.getTrending({ query: { window: '1h', limit: '100' } })).items.some(
        (one) => one.type === 'post' && one.id === made.post,
      ),
    'what trends by them': async () =>
      (await reader.api.getTrending({ query: { window: '1h', limit: '100' } })).items.some(
        (one) => one.type === 'post' && one.id === made.theirs,
      ),
    'count of likes': async () => (await theirs()).likeCount > 0,
    'count of comments': async () => (await theirs()).commentCount > 0,
    'count of shares': async () => (await theirs()).shareCount > 0,
    'count of followers': async () => ((await profile()).page?.followerCount ?? 0) > 0,
    'count of followees': async () => ((await profile()).page?.followingCount ?? 0) > 0,
  };
};

/** Somebody writes and acts, and somebody else, whom all of it concerns, does a little. */
const make = async (author: Person, reader: Person) => {
  const [word, tag] = [oddWord(), oddWord()];
  const { id: theirs } = await reader.api.createPost({ body: aPost() });
  const { id: post } = await author.api.createPost({ body: aPost({ content: `${word} #${tag}` }) });
  await reader.api.follow({ params: { id: author.id } });
  await author.api.follow({ params: { id: reader.id } });
  const late = <T>(call: () => Promise<T>) => eventually(() => call().then(() => true));
  await late(() => author.api.createComment({ params: { id: theirs }, body: { content: `Look: ${word}` } }));
  await late(() => author.api.reactToPost({ params: { id: theirs, type: 'like' } }));
  await late(() => author.api.sharePost({ params: { id: theirs }, body: {} }));
  await late(() => reader.api.reactToPost({ params: { id: post, type: 'like' } }));
  return { word, tag, theirs, post };
};

/** Waits until all are as they should be, and gives the milliseconds that each took. */
const untilAll = async (all: Record<string, Sight>, seen: boolean): Promise<Record<string, number>> => {
  const began = performance.now();
  const times = Object.entries(all).map(async ([place, sight]) => {
    await eventually(async () => (await sight()) === seen, { timeoutMs: 30_000, everyMs: 50 }).catch(
      (cause: unknown) => {
        throw new Error(`${place} ${seen ? 'does not show it' : 'shows it still'}`, { cause });
      },
    );
    return [place, Math.round(performance.now() - began)] as const;
  });
  return Object.fromEntries(await Promise.all(times));
};

const tell = (what: string, times: Record<string, number>) =>
  process.stdout.write(
    `${what}, ms: ${Object.entries(times)
      .map(([place, ms]) => `${place} ${String(ms)}`)
      .join(', ')}\n`,
  );

test('what a suspended author wrote and did leaves every place within seconds, and comes back', async () => {
  const [author, reader, staff] = await Promise.all([somebody(), somebody(), moderator()]);
  const made = await make(author, reader);
  const all = sights(author, reader, made);
  await untilAll(all, true);
  const open = listener(author.api);
  await eventually(() => open.frames().length > 0);

  const params = { id: author.id };
  await staff.suspendAccount({ params, body: { reason: 'A test of it' } });
  const closed = eventually(
    async () => (await author.api.raw(contract.user.getMe)).status === 401 && open.connections() > 0,
    { timeoutMs: 5_000 },
  );
  const began = performance.now();
  await closed;
  const sessionMs = Math.round(performance.now() - began);
  tell('Gone after a suspension', { ...(await untilAll(all, false)), session: sessionMs });
  open.stop();

  await staff.liftSuspension({ params });
  tell('Back after its end', await untilAll(all, true));
});

test('the stream of a suspended account ends within 5 seconds', async () => {
  const [author, staff] = await Promise.all([somebody(), moderator()]);
  const { ticket } = await author.api.createStreamTicket();
  const socket = new WebSocket(`ws://127.0.0.1:${setting('CONCORD_PORT')}/v1/stream?ticket=${ticket}`);
  const codes: number[] = [];
  socket.onclose = ({ code }) => codes.push(code);
  await new Promise((resolve) => {
    socket.onopen = resolve;
  });
  await staff.suspendAccount({ params: { id: author.id }, body: { reason: 'A test of it' } });
  const began = performance.now();
  await eventually(() => codes.length > 0, { timeoutMs: 5_000 });
  tell('Closed after a suspension', { stream: Math.round(performance.now() - began) });
  expect(codes).toEqual([4401]);
});

test('other roles take effect within 5 seconds, and the session goes on', async () => {
  const [one, staff] = await Promise.all([somebody(), moderator()]);
  const db = openDatabase(setting('CONCORD_AUTH_DATABASE_URL'), { poolSize: 1 });
  const admin = await somebody();
  await db('users')
    .where({ id: admin.id })
    .update({ roles: '["user", "admin"]', version: db.raw('version + 1') });
  await db.destroy();
  const { accessToken } = await anyone.createSession({ body: { login: admin.username, password: admin.password } });
  await anyone.as(accessToken).updateRoles({
    params: { id: one.id },
    body: { roles: ['user', 'moderator'], reason: 'A test of it' },
  });
  const began = performance.now();
  await eventually(async () => (await one.api.raw(contract.user.getMe)).status === 401, { timeoutMs: 5_000 });
  tell('Old token refused after other roles', { token: Math.round(performance.now() - began) });
  const renewed = await anyone.refreshSession({ body: { refreshToken: one.tokens.refreshToken } });
  expect((await anyone.as(renewed.accessToken).getAccount({ params: { id: one.id } })).roles).toEqual([
    'user',
    'moderator',
  ]);
  expect((await staff.getAccount({ params: { id: one.id } })).status).toBe('active');
});
