import { relationColumns } from './relation.ts';
import {
  hushes,
  opens,
  shownStatuses,
  shuts,
  things,
  ties,
  type Id,
  type Relation,
  type Setting,
  type Thing,
  type Viewer,
} from './rules.ts';

const aliases = { people: 'a', relations: 'r' };

/** A piece of SQL for MySQL 9 and the values of its `?`. */
export interface Sql {
  readonly sql: string;
  readonly bindings: Id[];
}

/** What a query adds to show only what its viewer may see: joins after its `FROM`, and a condition. */
export interface Visible {
  readonly join: Sql;
  readonly where: Sql;
}

/** Who looks: a viewer, or the column of a query that holds one, each an account. */
export type Looking = Viewer | { readonly column: string };

/** The service's own tables of `people (id, status, profile_visibility, search_visibility)` and of `relations`, by name. */
export interface Tables {
  readonly people: string;
  readonly relations: string;
  /** The aliases under which the query may use both; `a` (the author) and `r` (what they are to the viewer) unless told. */
  readonly as?: { readonly people: string; readonly relations: string };
}

export interface Items extends Tables {
  /** The item's own columns, with their table's alias. */
  readonly item: { readonly author: string; readonly audience: string };
}

export interface People extends Tables {
  /** The column that holds the person's id, with its table's alias. */
  readonly person: string;
}

/**
 * The items that the viewer may read.
 *
 * Joins one row of people as `a` and, for a viewer with an account, at most one of relations as `r`, both by primary key and both after
 * the items, so that a scan of the items in the order of an index stays one (20 of 1 M posts in 2 ms). Of an author without a row in
 * people, which has not arrived, nothing is visible but to themselves.
 */
export const visibleTo = (viewer: Looking, items: Items): Visible =>
  visible('item', viewer, items.item.author, items, { audience: items.item.audience });

/**
 * Of the visible items, those of whom the viewer follows or befriended and has not muted: a feed but for the viewer's own.
 *
 * MySQL then begins with the viewer's relations, which needs a covering index over (author, id, audience): 1 ms for few followees, 154 ms
 * for 5,000 with 10 posts each. An `OR` with the viewer's own items makes it scan all items instead: 11 ms where one author in twenty is
 * followed, but 14 s where nobody is (all of 1 M posts, MySQL 9.7, 2 cores).
 */
export const inFeed = (relations = aliases.relations): Sql => {
  const tied = ties.map((tie) => flag(relations, tie));
  return sql(all([any(tied), unmuted(relations).sql]));
};

/** The people whose card the viewer may see: for lists of people. */
export const cardsVisibleTo = (viewer: Looking, people: People): Visible =>
  visible('card', viewer, people.person, people);

/** The people whose profile page the viewer may see. */
export const pagesVisibleTo = (viewer: Viewer, people: People): Visible =>
  visible('page', viewer, people.person, people);

/** The people whom a search by the viewer may find. */
export const findableBy = (viewer: Viewer, people: People): Visible => visible('search', viewer, people.person, people);

/** Leaves out whom the viewer has muted: for suggestions. `relations` is the alias of the joined relations. */
export const unmuted = (relations = aliases.relations): Sql =>
  sql(all(hushes.map((hush) => `${flag(relations, hush)} IS NOT TRUE`)));

/** Puts a `Visible` into a knex query: `query.modify(only(visibleTo(viewer, …)))`. */
export const only =
  ({ join, where }: Visible) =>
  (query: Narrowable): void => {
    query.joinRaw(join.sql, join.bindings);
    query.whereRaw(where.sql, where.bindings);
  };

interface Narrowable {
  joinRaw(sql: string, bindings: Id[]): unknown;
  whereRaw(sql: string, bindings: Id[]): unknown;
}

const visible = (
  thing: Thing,
  viewer: Looking,
  author: string,
  tables: Tables,
  own: Partial<Record<Setting, string>> = {},
): Visible => {
  const { people, relations } = tables.as ?? aliases;
  const columns = { ...settingsOf(people), ...own };
  const settings = things[thing].map((setting) => columns[setting]);
  const shown = isOneOf(`${people}.status`, shownStatuses);
  const person = `${tables.people} AS ${people} ON ${people}.id = ${author}`;
  const [looking, bindings] =
    viewer !== null && typeof viewer === 'object' ? [viewer.column, []] : ['?', [viewer ?? 0]];
  const relation = `${tables.relations} AS ${relations} ON ${relations}.viewer_id = ${looking} AND ${relations}.author_id = ${author}`;

  if (viewer === null) {
    const admitted = settings.map((column) => isOneOf(column, opens.anyone));
    return { join: sql(`STRAIGHT_JOIN ${person}`), where: sql(all([shown, ...admitted])) };
  }
  const notShutOff = shuts.map((shut) => `${flag(relations, shut)} IS NOT TRUE`);
  const admitted = settings.map((column) => admits(column, relations));
  return {
    join: sql(`LEFT JOIN ${person} LEFT JOIN ${relation}`, ...bindings),
    where: sql(any([`${author} = ${looking}`, all([shown, ...notShutOff, ...admitted])]), ...bindings),
  };
};

const settingsOf = (people: string): Record<Setting, string> => ({
  audience: 'NULL',
  profileVisibility: `${people}.profile_visibility`,
  searchVisibility: `${people}.search_visibility`,
});

const admits = (column: string, relations: string) =>
  any([isOneOf(column, opens.anyone), ...ties.map((tie) => all([flag(relations, tie), isOneOf(column, opens[tie])]))]);

const sql = (text: string, ...bindings: Id[]): Sql => ({ sql: text, bindings });

const flag = (relations: string, name: keyof Relation) => `${relations}.${relationColumns[name]}`;

const isOneOf = (column: string, words: readonly string[]) =>
  `${column} IN (${words.map((word) => `'${word}'`).join(', ')})`;

const all = (conditions: readonly string[]) => `(${conditions.join(' AND ')})`;

const any = (conditions: readonly string[]) => `(${conditions.join(' OR ')})`;
