import { stranger, type Relation } from './rules.ts';

/** The columns of a `relations` row, as MySQL, a state stream and the search index hold them. */
export const relationColumns = {
  follows: 'follows',
  friend: 'friend',
  blocks: 'blocks',
  blockedBy: 'blocked_by',
  mutes: 'mutes',
} as const satisfies Record<keyof Relation, string>;

type Flag = boolean | number;

/** A row of `relations`; MySQL gives its flags as 0 and 1. */
export type RelationRow = Record<(typeof relationColumns)[keyof Relation], Flag>;

/** What a row of `relations` says; people without a row are strangers. */
export const relationOf = (row: RelationRow | undefined): Relation =>
  row === undefined
    ? stranger
    : {
        follows: Boolean(row.follows),
        friend: Boolean(row.friend),
        blocks: Boolean(row.blocks),
        blockedBy: Boolean(row.blocked_by),
        mutes: Boolean(row.mutes),
      };
