import type { PersonChange, PostChange } from '@concord/community';
import type { Id } from '@concord/contracts';
import { backlog, type Tx, type Waiting } from '@concord/platform';
import { authorChange, postChange, type Subject, type SubjectChange } from '../domain/changes.ts';

type Row = Readonly<{ kind: Subject['kind']; subject_id: Id }>;

/** Posts and authors whose comments do not all carry their state yet. */
export const rewrites = backlog<Row>('rewrites', ['kind', 'subject_id']);

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
 * the subject out until it is done; nothing here ever takes one back.
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
  const concerned = changes.filter(({ id }) => commented.has(id)).toSorted((a, b) => a.id - b.id);
  await rewrites.ask(
    tx,
    concerned.map(({ id }) => ({ kind, subject_id: id })),
  );
  for (const { id, narrowing } of concerned) if (narrowing) await beginNarrowing(tx, { kind, id });
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

/** Ends a rewrite and, where it was a narrowing, that too; false when the subject has changed since: then nothing ends. */
export const endRewrite = async (tx: Tx, waiting: Waiting<Row>): Promise<boolean> => {
  if (!(await rewrites.end(tx, waiting))) return false;
  await tx('narrowings')
    .where({ ...waiting.subject, active: 1 })
    .update({ active: 0, version: tx.raw('version + 1') });
  return true;
};
