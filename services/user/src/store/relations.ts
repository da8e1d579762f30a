import { relationColumns, type Relation, type RelationRow } from '@concord/audience';
import type { Id } from '@concord/contracts';
import type { Reader, Tx } from '@concord/platform';

export type StoredRelation = RelationRow & { readonly viewer_id: Id; readonly author_id: Id; readonly version: number };

/** Both rows of two people, seen by the first of them. */
export interface Pair {
  readonly mine: StoredRelation;
  readonly theirs: StoredRelation;
}

const columns = ['viewer_id', 'author_id', ...Object.values(relationColumns), 'version'];

/** What an author is to a viewer; undefined for two people who never had anything to do with each other. */
export const findRelation = (db: Reader, viewer: Id, author: Id): Promise<StoredRelation | undefined> =>
  db<StoredRelation>('relations').where({ viewer_id: viewer, author_id: author }).first(columns);

/**
 * Locks both rows of two people, always in the order of the primary key, so that whatever two of them do at once is done one after
 * the other and never ends in a deadlock. Null where there are no rows yet; then nothing is locked.
 */
export const lockPair = async (tx: Tx, me: Id, other: Id): Promise<Pair | null> => {
  const one = `(SELECT ${columns.join(', ')} FROM relations WHERE viewer_id = ? AND author_id = ? FOR UPDATE)`;
  const [low, high] = inOrder(me, other);
  const [rows] = (await tx.raw(`${one} UNION ALL ${one}`, [low, high, high, low])) as [StoredRelation[]];
  const mine = rows.find((row) => row.viewer_id === me);
  const theirs = rows.find((row) => row.viewer_id === other);
  return mine && theirs ? { mine, theirs } : null;
};

/**
 * Makes both rows where they are missing, and locks them. `INSERT IGNORE` would take shared locks that two transactions could
 * only turn into exclusive ones by a deadlock; ON DUPLICATE KEY UPDATE takes exclusive ones, and writes nothing where it changes nothing.
 */
export const makePair = async (tx: Tx, me: Id, other: Id): Promise<Pair> => {
  const [low, high] = inOrder(me, other);
  await tx.raw(
    `INSERT INTO relations (viewer_id, author_id, version) VALUES (?, ?, 1), (?, ?, 1)
     ON DUPLICATE KEY UPDATE version = relations.version`,
    [low, high, high, low],
  );
  const pair = await lockPair(tx, me, other);
  if (pair === null) throw new Error('the rows of a pair vanished under their lock');
  return pair;
};

/** Makes a locked row say this, raising its version if and only if that changes it. Gives its version then. */
export const setRelation = async (tx: Tx, row: StoredRelation, relation: Relation): Promise<number> => {
  const said = Object.fromEntries(flags.map((flag) => [relationColumns[flag], relation[flag]]));
  if (flags.every((flag) => Boolean(row[relationColumns[flag]]) === relation[flag])) return row.version;
  const version = row.version + 1;
  await tx('relations')
    .where({ viewer_id: row.viewer_id, author_id: row.author_id })
    .update({ ...said, version });
  return version;
};

const flags = ['follows', 'friend', 'blocks', 'blockedBy', 'mutes'] as const;

const inOrder = (one: Id, other: Id): readonly [Id, Id] => (one < other ? [one, other] : [other, one]);
