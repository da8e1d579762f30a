import { only } from '@concord/audience';
import type { Id } from '@concord/contracts';
import type { Reader, Tx } from '@concord/platform';
import { arrived, told } from '../read/told.ts';
import { appendFrames } from './frames.ts';

export type Kind = 'post' | 'comment' | 'person' | 'receiver';

/** Something changed about a post, a comment, a person, or about what people are to a receiver. */
export interface Removal {
  readonly id: number;
  readonly kind: Kind;
  readonly subjectId: Id;
}

/** Asks for a look at all notifications about these subjects, in the transaction of their change. */
export const askForRemovals = async (tx: Tx, kind: Kind, subjects: readonly Id[]): Promise<void> => {
  const each = [...new Set(subjects)].toSorted((one, other) => one - other);
  if (each.length === 0) return;
  await tx.raw(
    `REPLACE INTO removals (kind, subject_id) VALUES ${each.map(() => '(?, ?)').join(', ')}`,
    each.flatMap((subject) => [kind, subject]),
  );
};

/** What waits to be looked at, the oldest first. */
export const waitingRemovals = async (reader: Reader): Promise<Removal[]> => {
  const rows = (await reader('removals').orderBy('id').limit(100)) as { id: number; kind: Kind; subject_id: Id }[];
  return rows.map(({ id, kind, subject_id }) => ({ id, kind, subjectId: subject_id }));
};

/** Held until the commit: no other process looks at the same notifications, and tells of them again. False where another one has it, or ended it. */
const take = async (tx: Tx, id: number): Promise<boolean> =>
  (await tx('removals').where({ id }).forUpdate().skipLocked().first('id')) !== undefined;

/** Ends one, unless it has been asked for again meanwhile, or another process has it. */
export const endRemoval = async (tx: Tx, { id, kind, subjectId }: Removal): Promise<void> => {
  if (!(await take(tx, id))) return;
  if (kind === 'person') {
    const posts = (await tx('posts').where({ user_id: subjectId }).pluck('id')) as Id[];
    await askForRemovals(tx, 'post', posts);
  }
  await tx('removals').where({ id }).delete();
};

const columns = {
  post: 'n.post_id',
  comment: 'n.comment_id',
  person: 'n.actor_id',
  receiver: 'n.receiver_id',
} as const satisfies Record<Kind, string>;

interface Row {
  readonly id: Id;
  readonly receiver_id: Id;
  readonly shown: 0 | 1;
  readonly hidden: 0 | 1;
}

/**
 * Looks at the next notifications about a subject: who may not be told of one any more gets a frame that removes it, once; one that may be
 * told again is only marked so. Gives the last looked at, null at the end, undefined where another process has it.
 */
export const removeNext = async (
  tx: Tx,
  { id, kind, subjectId }: Removal,
  after: Id,
  limit: number,
  at: Date,
): Promise<Id | null | undefined> => {
  if (!(await take(tx, id))) return undefined;
  const visible = told({ column: 'n.receiver_id' });
  const rows = await tx('notifications as n')
    .modify(only({ join: visible.join, where: { sql: arrived, bindings: [] } }))
    .where(columns[kind], subjectId)
    .where('n.id', '>', after)
    .orderBy('n.id')
    .limit(limit)
    .select('n.id', 'n.receiver_id', 'n.hidden')
    .select<Row[]>(tx.raw(`COALESCE(${visible.where.sql}, FALSE) AS shown`, visible.where.bindings));
  const gone = rows.filter(({ shown, hidden }) => shown === 0 && hidden === 0);
  const back = rows.filter(({ shown, hidden }) => shown === 1 && hidden === 1);
  await setHidden(tx, gone, true);
  await setHidden(tx, back, false);
  const byReceiver = Map.groupBy(gone, ({ receiver_id }) => receiver_id);
  await appendFrames(
    tx,
    [...byReceiver].map(([userId, own]) => ({ userId, type: 'removed', ids: own.map(({ id }) => id) })),
    at,
  );
  return rows.length < limit ? null : (rows.at(-1)?.id ?? null);
};

const setHidden = async (tx: Tx, rows: readonly Row[], hidden: boolean): Promise<void> => {
  if (rows.length === 0) return;
  const ids = rows.map(({ id }) => id);
  await tx('notifications').whereIn('id', ids).update({ hidden });
};
