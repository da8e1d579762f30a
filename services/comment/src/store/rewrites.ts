import type { PersonChange, PostChange } from '@concord/community';
import type { Id } from '@concord/contracts';
import type { Reader, Tx } from '@concord/platform';
import { authorChange, postChange, type Subject, type SubjectChange } from '../domain/changes.ts';

/** A post or an author whose comments do not all carry their state yet. */
export interface PendingRewrite {
  readonly subject: Subject;
  /** Raised by every change of the subject. */
  readonly requested: number;
}

/** The column of `comments` by which a subject's are found. */
export const columnOf = { post: 'post_id', author: 'user_id' } as const satisfies Record<Subject['kind'], string>;

/**
 * Asks for the rewriting of comments on posts that are as wide as before no more, in the transaction of the change: while comments
 * admit more people than their post, its row of `narrowings` says so.
 */
export const changePosts = (tx: Tx, changes: readonly PostChange[]): Promise<void> =>
  requestRewrites(tx, 'post', changes.map(postChange));

/** Asks for the rewriting of comments by those whose account has become active, or is no longer, in the same way. */
export const changeAuthors = (tx: Tx, changes: readonly PersonChange[]): Promise<void> =>
  requestRewrites(tx, 'author', changes.map(authorChange));

/**
 * Only where there are comments. A narrowing is written into the captured `narrowings` in the same transaction, so that searches leave
 * the subject out until it is done; nothing here ever takes one back. The number begins anywhere, so that who still works on a request
 * that somebody else has ended does not take the next one for it.
 */
const requestRewrites = async (
  tx: Tx,
  kind: Subject['kind'],
  all: readonly (SubjectChange | null)[],
): Promise<void> => {
  const changes = all.filter((change) => change !== null);
  const commented = await withComments(
    tx,
    kind,
    changes.map(({ id }) => id),
  );
  for (const { id, narrowing } of changes
    .filter((change) => commented.has(change.id))
    .toSorted((a, b) => a.id - b.id)) {
    await tx.raw(
      `INSERT INTO rewrites (kind, subject_id, requested) VALUES (?, ?, FLOOR(RAND() * 1000000000))
       ON DUPLICATE KEY UPDATE requested = requested + 1`,
      [kind, id],
    );
    if (narrowing) await beginNarrowing(tx, { kind, id });
  }
};

/** MySQL assigns from left to right: the version rises only where the narrowing was not active yet. */
const beginNarrowing = (tx: Tx, { kind, id }: Subject) =>
  tx.raw(
    `INSERT INTO narrowings (kind, subject_id, active, version) VALUES (?, ?, 1, 1)
     ON DUPLICATE KEY UPDATE version = version + IF(active = 1, 0, 1), active = 1`,
    [kind, id],
  );

const withComments = async (tx: Tx, kind: Subject['kind'], ids: readonly Id[]): Promise<ReadonlySet<Id>> => {
  if (ids.length === 0) return new Set();
  const column = columnOf[kind];
  const found = (await tx('comments')
    .distinct(column)
    .whereIn(column, ids)
    .whereNull('deleted_at')
    .pluck(column)) as Id[];
  return new Set(found);
};

/** Rewrites that wait to be done, at most 100. */
export const pendingRewrites = async (reader: Reader): Promise<PendingRewrite[]> => {
  const rows = (await reader('rewrites').orderBy(['kind', 'subject_id']).limit(100)) as {
    readonly kind: Subject['kind'];
    readonly subject_id: Id;
    readonly requested: number;
  }[];
  return rows.map(({ kind, subject_id: id, requested }) => ({ subject: { kind, id }, requested }));
};

/** Ends a rewrite and, where it was a narrowing, that too; false when the subject has changed since: then nothing ends. */
export const endRewrite = async (tx: Tx, { subject: { kind, id }, requested }: PendingRewrite): Promise<boolean> => {
  const ended = await tx('rewrites').where({ kind, subject_id: id, requested }).delete();
  if (ended === 0) return false;
  await tx.raw(
    'UPDATE narrowings SET active = 0, version = version + 1 WHERE kind = ? AND subject_id = ? AND active = 1',
    [kind, id],
  );
  return true;
};
