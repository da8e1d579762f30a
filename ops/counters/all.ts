import { openDatabase, type Db } from '@concord/platform';
import { Failure } from '../stack/failure.ts';
import { copiedCounters } from './copied.ts';
import type { Counter } from './counter.ts';
import { commentCounters, reactionCounters } from './owned.ts';
import { standingCounters } from './standing.ts';
import { placesCounter, shareCounter } from './written.ts';

type Env = Readonly<Record<string, string | undefined>>;

const opened = (env: Env, service: string): Db => {
  const url = env[`CONCORD_${service.toUpperCase()}_DATABASE_URL`];
  if (url === undefined)
    throw new Failure({
      cause: `The stack's environment lacks the database of ${service}.`,
      remedy: 'Write it anew: ./concord up',
    });
  return openDatabase(url, { poolSize: 2, statementTimeoutMs: 60_000 });
};

/** Every counter of the platform, each over its own service's database; closes them afterwards. What is counted comes first, then its owners: copies follow them. */
export const withCounters = async <T>(env: Env, work: (counters: readonly Counter[]) => Promise<T>): Promise<T> => {
  const [post, comment, reaction] = [opened(env, 'post'), opened(env, 'comment'), opened(env, 'reaction')];
  const [user, engagement] = [opened(env, 'user'), opened(env, 'engagement')];
  try {
    return await work([
      ...standingCounters({ user, comment, engagement }),
      ...reactionCounters(reaction),
      ...commentCounters(comment),
      placesCounter(comment),
      shareCounter(post),
      ...copiedCounters({ post, comment, reaction }),
    ]);
  } finally {
    await Promise.all([post, comment, reaction, user, engagement].map((db) => db.destroy()));
  }
};
