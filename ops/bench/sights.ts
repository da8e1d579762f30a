import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Api } from '@concord/client';
import { contract } from '@concord/contracts';

/** Somebody with an account, as far as these questions go. */
type Someone = { readonly id: string | number; readonly username: string; readonly api: Api };

/** Whether a reader meets the author in some place. */
export type Sight = () => Promise<boolean>;
export type Sights = Readonly<Record<string, Sight>>;

/** What an author left with a reader. */
export type Left = {
  readonly word: string;
  readonly tag: string;
  /** The reader's post, on which the author acted. */
  readonly theirs: string;
  /** The author's. */
  readonly post: string;
};

const oddWord = () => [...randomBytes(16)].map((byte) => 'bcdfghjklmnpqrstvwxz'[byte % 20]).join('');

const patienceMs = 30_000;
const everyMs = 50;

/** Copies may be late: what is not there yet is asked for again. */
const late = async <T>(call: () => Promise<T>): Promise<T> => {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const [outcome] = await Promise.allSettled([call()]);
    if (outcome.status === 'fulfilled') return outcome.value;
    if (performance.now() > deadline) throw outcome.reason;
    await pause(everyMs);
  }
};

/** Somebody writes and acts, and somebody else, whom all of it concerns, a little. */
export const leave = async (author: Someone, reader: Someone): Promise<Left> => {
  const [word, tag] = [oddWord(), oddWord()];
  const { id: theirs } = await late(() =>
    reader.api.createPost({ body: { content: 'A post that others comment on' } }),
  );
  const { id: post } = await late(() => author.api.createPost({ body: { content: `${word} #${tag}` } }));
  await late(() => reader.api.follow({ params: { id: String(author.id) } }));
  await late(() => author.api.follow({ params: { id: String(reader.id) } }));
  await late(() => author.api.createComment({ params: { id: theirs }, body: { content: `Look: ${word}` } }));
  await late(() => author.api.reactToPost({ params: { id: theirs, type: 'like' } }));
  await late(() => author.api.sharePost({ params: { id: theirs }, body: {} }));
  await late(() => reader.api.reactToPost({ params: { id: post, type: 'like' } }));
  return { word, tag, theirs, post };
};

/** Every place where a reader meets what the author wrote and did. */
export const sightsOf = (author: Someone, reader: Someone, left: Left): Sights => {
  const { api } = reader;
  const [authorId, readerId] = [String(author.id), String(reader.id)];
  const finds = (q: string, type: 'posts' | 'comments' | 'users' | 'hashtags') => async () =>
    (await api.search({ query: { q, type } })).total > 0;
  const suggests = (q: string, type: 'users' | 'hashtags') => async () =>
    (await api.suggest({ query: { q, type } })).items.length > 0;
  const trends = (id: string) => async () =>
    (await api.getTrending({ query: { window: '1h', limit: '100' } })).items.some(
      (one) => one.type === 'post' && one.id === id,
    );
  const theirs = () => api.getPost({ params: { id: left.theirs } });
  const page = async () => (await api.getProfile({ params: { id: readerId } })).page;
  return {
    feed: async () => (await api.getFeed()).items.some((post) => post.author.id === authorId),
    post: async () => (await api.raw(contract.post.getPost, { params: { id: left.post } })).status === 200,
    profile: async () => (await api.raw(contract.user.getProfile, { params: { id: authorId } })).status === 200,
    thread: async () =>
      (await api.listComments({ params: { id: left.theirs } })).items.some(({ author: one }) => one?.id === authorId),
    'search: posts': finds(left.word, 'posts'),
    'search: comments': finds(left.word, 'comments'),
    'search: people': finds(author.username, 'users'),
    'search: hashtags': finds(left.tag, 'hashtags'),
    'suggestions: people': suggests(author.username.slice(0, 20), 'users'),
    'suggestions: hashtags': suggests(left.tag.slice(0, 8), 'hashtags'),
    notifications: async () => (await api.listNotifications()).items.length > 0,
    'who reacted': async () => (await api.listPostReactions({ params: { id: left.theirs } })).items.length > 0,
    'trending: their post': trends(left.post),
    'trending: by what they did': trends(left.theirs),
    'count of likes': async () => (await theirs()).likeCount > 0,
    'count of comments': async () => (await theirs()).commentCount > 0,
    'count of shares': async () => (await theirs()).shareCount > 0,
    'count of followers': async () => ((await page())?.followerCount ?? 0) > 0,
    'count of followees': async () => ((await page())?.followingCount ?? 0) > 0,
  };
};

/** Null where it cannot be told now: a busy machine answers late, and is asked again. */
const looked = async (sight: Sight): Promise<boolean | null> => {
  const [outcome] = await Promise.allSettled([sight()]);
  return outcome.status === 'fulfilled' ? outcome.value : null;
};

/** Waits until every place shows the author, or none does; gives the milliseconds that each took. */
export const untilAll = async (
  sights: Sights,
  seen: boolean,
  signal?: AbortSignal,
): Promise<Readonly<Record<string, number>>> => {
  const began = performance.now();
  const waits = Object.entries(sights).map(async ([place, sight]) => {
    while ((await looked(sight)) !== seen) {
      signal?.throwIfAborted();
      if (performance.now() - began > patienceMs)
        throw new Error(`"${place}" ${seen ? 'does not show' : 'still shows'} the author after ${patienceMs} ms`);
      await pause(everyMs);
    }
    return [place, performance.now() - began] as const;
  });
  return Object.fromEntries(await Promise.all(waits));
};

/** Trending shows a hundred: where a community was just imported, one like is not among them. */
const mayBeCrowdedOut = (place: string) => place.startsWith('trending');

/** Waits until every place shows the author, but those that have no room for one more; gives the places that do. */
export const untilShown = async (sights: Sights, signal: AbortSignal): Promise<Sights> => {
  const places = Object.entries(sights);
  await untilAll(Object.fromEntries(places.filter(([place]) => !mayBeCrowdedOut(place))), true, signal);
  const waits = places.map(async ([place, sight]) => {
    if (!mayBeCrowdedOut(place)) return [[place, sight]] as const;
    const [outcome] = await Promise.allSettled([untilAll({ [place]: sight }, true, signal)]);
    return outcome.status === 'fulfilled' ? ([[place, sight]] as const) : [];
  });
  const shown = (await Promise.all(waits)).flat();
  signal.throwIfAborted();
  return Object.fromEntries(shown);
};
