import { auth } from './auth.ts';
import { comment } from './comment.ts';
import { elsewhere } from './elsewhere.ts';
import { engagement } from './engagement.ts';
import type { Exported, Tables } from './facts.ts';
import { indices } from './indices.ts';
import { moderation } from './moderation.ts';
import { notification } from './notification.ts';
import { ops } from './ops.ts';
import { post } from './post.ts';
import { reaction } from './reaction.ts';
import { redisKeys } from './redis.ts';
import { eventPayloads, topics } from './topics.ts';
import { user } from './user.ts';

export type {
  AtDeletion,
  ElsewhereFacts,
  Exported,
  Fates,
  IndexFacts,
  RedisFacts,
  TableFacts,
  Tables,
  TopicFacts,
} from './facts.ts';

/** The tables of each database; `concord_` before its name. */
const databases: Readonly<Record<string, Tables>> = {
  auth,
  user,
  post,
  comment,
  reaction,
  notification,
  engagement,
  moderation,
  ops,
};

/**
 * Every place that holds something of people, what the deletion of an account does to it, and what an export has of it. Tests hold it
 * against the migrated databases, the mappings of the index, the streams and topics, and the keys of Redis.
 */
export const personalData = { databases, indices, topics, eventPayloads, redisKeys, elsewhere } as const;

/** What an export has of one service's database, by the file in the archive. */
export const exportedOf = (database: string): readonly (Exported & { readonly table: string })[] =>
  Object.entries(personalData.databases[database] ?? {}).flatMap(([table, { exported }]) =>
    typeof exported === 'string' ? [] : exported.map((one) => ({ ...one, table })),
  );

/** What each row of a file has, in this order. */
export const exportedColumns = ({ columns, beside }: Exported): readonly string[] => [
  ...columns,
  ...(beside?.columns ?? []),
];

/** A column's name in an export: `created_at` is `createdAt`. */
export const exportedName = (column: string): string =>
  column.replaceAll(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
