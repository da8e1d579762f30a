import type { Api } from '@concord/client';
import { inParallel } from '../../demo/parallel.ts';
import { patiently } from '../../demo/patience.ts';
import type { BenchAccount } from '../accounts.ts';

/** How much somebody leaves behind. */
export type Much = { readonly posts: number; readonly comments: number; readonly reactions: number };

type Writing = { readonly signal: AbortSignal; tell(what: string): void };

/** Requests under way at once. */
const atOnce = 12;

const count = (value: number) => value.toLocaleString('en');

/** Calls that find something that has not arrived there yet are repeated. */
const call = <T>(request: () => Promise<T>, signal: AbortSignal): Promise<T> =>
  patiently(request, { passing: ['not_found', 'unauthenticated'], signal });

/** Makes `total` things of the kind, the n-th by `make`; gives their ids in that order. */
const many = async (
  what: string,
  total: number,
  make: (n: number) => Promise<unknown>,
  { signal, tell }: Writing,
): Promise<string[]> => {
  tell(`${count(total)} ${what}`);
  const ids: string[] = [];
  await inParallel(
    Array.from({ length: total }, (_, n) => n),
    atOnce,
    async (n) => {
      ids[n] = ((await call(() => make(n), signal)) as { id?: string } | null)?.id ?? '';
    },
    signal,
  );
  return ids;
};

const nth = (ids: readonly string[], n: number): string => ids[n % ids.length] ?? '';

/**
 * Others write as many things as somebody reacts to, half the posts of which are theirs; somebody writes posts and comments on all of them, half
 * in replies, and reacts to what others wrote. The word stands in all that they write.
 */
export const writeMuch = async (
  leaver: Pick<BenchAccount, 'api'>,
  others: readonly { readonly api: Api }[],
  word: string,
  much: Much,
  writing: Writing,
): Promise<void> => {
  const other = (n: number) => (others[n % others.length] as { api: Api }).api;
  const { posts, comments, reactions } = much;
  const theirPosts = await many(
    'posts of others',
    Math.min(posts, Math.ceil(reactions / 5)),
    (n) => other(n).createPost({ body: { content: `What others write, ${n}` } }),
    writing,
  );
  const theirComments = await many(
    'comments of others',
    reactions - theirPosts.length,
    (n) => other(n).createComment({ params: { id: nth(theirPosts, n) }, body: { content: `What others say, ${n}` } }),
    writing,
  );
  const { api } = leaver;
  await many('posts', posts, (n) => api.createPost({ body: { content: `${word} ${n} #${word}` } }), writing);
  await many(
    'comments',
    comments,
    (n) =>
      api.createComment({
        params: { id: nth(theirPosts, n) },
        // The n-th comment of others stands under the n-th of their posts.
        body: { content: `${word} ${n}`, ...(n % 2 === 1 && { parentId: nth(theirComments, n % theirPosts.length) }) },
      }),
    writing,
  );
  await many(
    'reactions',
    reactions,
    (n) =>
      n < theirPosts.length
        ? api.reactToPost({ params: { id: nth(theirPosts, n), type: 'like' } })
        : api.reactToComment({ params: { id: nth(theirComments, n - theirPosts.length), type: 'love' } }),
    writing,
  );
};
