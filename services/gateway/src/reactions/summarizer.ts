import { createInternalClient, type InternalApi } from '@concord/client';
import { mostSummaries, type Id, type Reactions, type TargetType } from '@concord/contracts';
import { breaker, counter } from '@concord/platform';
import type { Target } from './targets.ts';

/** What people made of each thing, by its type and id (`keyOf`); null where that could not be told in time. */
export type Summarize = (
  viewer: Id | null,
  targets: readonly Target[],
) => Promise<ReadonlyMap<string, Reactions> | null>;

/** An answer waits this long for reactions at the most. */
const deadlineMs = 100;

const missing = counter({
  name: 'concord_gateway_reactions_missing_total',
  help: 'Answers that went out without their reactions, because reaction did not tell them in time',
});

export const keyOf = (type: TargetType, id: string): string => `${type} ${id}`;

/** The ids of one type, each once, in as many lists as one call may ask for. */
const batches = (targets: readonly Target[], type: TargetType): string[][] => {
  const ids = [...new Set(targets.filter((one) => one.type === type).map(({ shown }) => shown.id))];
  return Array.from({ length: Math.ceil(ids.length / mostSummaries) }, (_, index) =>
    ids.slice(index * mostSummaries, (index + 1) * mostSummaries),
  );
};

/** Asks reaction, in one call for everything that an answer shows (in several beside each other beyond 200 of a kind). */
export const summarizer = (api: Pick<InternalApi, 'summarizeReactions'>): Summarize => {
  const guarded = breaker();
  return async (viewer, targets) => {
    const [posts, comments] = [batches(targets, 'post'), batches(targets, 'comment')];
    const calls = Array.from({ length: Math.max(posts.length, comments.length) }, (_, index) => ({
      viewer: viewer === null ? null : String(viewer),
      posts: posts[index] ?? [],
      comments: comments[index] ?? [],
    }));
    try {
      const told = await guarded(() => Promise.all(calls.map((body) => api.summarizeReactions({ body }))));
      return new Map(
        told.flatMap((one) => [
          ...one.posts.map(({ id, reactions }) => [keyOf('post', id), reactions] as const),
          ...one.comments.map(({ id, reactions }) => [keyOf('comment', id), reactions] as const),
        ]),
      );
    } catch {
      missing.inc();
      return null;
    }
  };
};

/** Asks the reaction service, for 100 ms. */
export const reactionService = (baseUrl: string, secret: string): Summarize =>
  summarizer(createInternalClient({ baseUrl, secret, timeoutMs: deadlineMs }));
