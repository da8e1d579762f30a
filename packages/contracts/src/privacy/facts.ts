/**
 * What the deletion of an account does to one place that held something of it:
 *
 * - `erased`: the row, document or key is gone.
 * - `blanked`: the row stays, for what others have built on it; this is emptied in it.
 * - `tombstone`: it stays as the key of a row that has nothing else left but its version, so that no late change brings the row back.
 * - `kept`: it stays for so many days (null: for as long as the row is there), because of `why`.
 */
export type AtDeletion =
  | { readonly does: 'erased' | 'blanked' | 'tombstone' }
  | { readonly does: 'kept'; readonly days: number | null; readonly why: string };

export type Fates = Readonly<Record<string, AtDeletion>>;

/** Rows of a table as an export has them: one file of the archive. */
export interface Exported {
  /** The file, without its ending. */
  readonly as: string;
  /** What the archive's README says of it. */
  readonly summary: string;
  /** The columns of the account: a row is its own when one of them has its id. */
  readonly of: readonly string[];
  /** Where the table itself does not know whose a row is: the table of the same database that does. */
  readonly through?: { readonly column: string; readonly table: string; readonly key: string };
  /** A unique key: the order of the pages. */
  readonly key: readonly string[];
  readonly columns: readonly string[];
  /** Which of them say yes or no. */
  readonly flags?: readonly string[];
  /** Columns of another table of the same database, after the own ones: of its row that a column here names. */
  readonly beside?: {
    readonly column: string;
    readonly table: string;
    readonly key: string;
    readonly columns: readonly string[];
  };
  /** Only rows in which this is set. */
  readonly given?: string;
  /** Only rows in which this is not set: in others it is not the account's any more, or not its alone. */
  readonly unless?: string;
}

/** All columns of one table, each in exactly one of the three lists. */
export interface TableFacts {
  readonly summary: string;
  /** Columns with the id of an account, also within JSON. */
  readonly accounts: Fates;
  /** Columns with something else of a person: what they wrote, chose, did, or what belongs to them. */
  readonly personal: Fates;
  readonly neither: readonly string[];
  /** What an export has of it, or why it has nothing. */
  readonly exported: readonly Exported[] | string;
}
export type Tables = Readonly<Record<string, TableFacts>>;

/** All fields of an index, as the columns of a table. */
export interface IndexFacts {
  readonly summary: string;
  readonly accounts: Fates;
  readonly personal: Fates;
  readonly neither: readonly string[];
}

export interface TopicFacts {
  readonly summary: string;
  /** The longest that a record stays, in days; null: the latest of each key stays for ever. */
  readonly keptDays: number | null;
  /** The table whose captured columns it carries. */
  readonly table?: readonly [database: string, table: string];
}

export interface RedisFacts {
  readonly summary: string;
  /** The longest that a key lives, in seconds. */
  readonly keptSeconds: number;
  readonly accounts: boolean;
}

/** Something beside databases, index, topics and Redis. */
export interface ElsewhereFacts {
  readonly place: string;
  readonly holds: string;
  readonly kept: string;
}

const all =
  (fate: AtDeletion) =>
  (...names: readonly string[]): Fates =>
    Object.fromEntries(names.map((name) => [name, fate]));

export const erased = all({ does: 'erased' });
export const blanked = all({ does: 'blanked' });
export const tombstone = all({ does: 'tombstone' });
/** Stays so many days, or, with null, as long as the row is there. */
export const kept = (days: number | null, why: string) => all({ does: 'kept', days, why });

/** A table that has nothing to do with people. */
export const impersonal = (summary: string, ...columns: readonly string[]): TableFacts => ({
  summary,
  accounts: {},
  personal: {},
  neither: columns,
  exported: 'nothing of a person is in it',
});
