import type { Knex } from 'knex';
import { repeated } from '../lifecycle/repeated.ts';
import type { Part } from '../lifecycle/part.ts';
import type { Db, Reader, Tx } from '../mysql/database.ts';
import { keyOrder } from '../mysql/key-order.ts';
import { transaction } from '../mysql/transaction.ts';

/** What is counted: a value for each key column. */
export type CountKey = Readonly<Record<string, string | number>>;

export interface Counts<K extends CountKey> {
  /** Makes `<table>` (key, `count`, `version`; to be captured) and `<table>_pending`; `columns` are the definitions of the key's columns. */
  createTables(knex: Knex, columns: readonly string[]): Promise<void>;
  dropTables(knex: Knex): Promise<void>;
  /** Writes down, in the transaction of the effect, how a count changes. No row is contended for, however many add at once. */
  add(tx: Tx, key: K, change: number): Promise<void>;
  /** Changes of many counts, in one statement; a count may be named more than once. */
  addAll(tx: Tx, changes: readonly (readonly [K, number])[]): Promise<void>;
  /** The exact counts of these keys as committed, what is pending included; a key that was never counted is left out. */
  of(reader: Reader, keys: readonly K[]): Promise<(K & { readonly count: number })[]>;
  /** Adds what is pending to the counts, a version later for each; gives how many counts changed. */
  settle(db: Db, stopped?: () => boolean): Promise<number>;
  /** Settles every 200 ms: however often something is counted meanwhile, its row changes once. */
  settler(db: Db): Part;
}

const settleEveryMs = 200;
/** How many changes one turn looks at: the oldest. */
const changesPerTurn = 5_000;
/** How many counts are settled in one transaction. */
const countsAtOnce = 200;

/** One change for each key, without those that come to nothing. */
const sumsOf = <K>(changes: readonly (readonly [K, number])[], nameOf: (key: K) => string) => {
  const sums = new Map<string, readonly [K, number]>();
  for (const [key, change] of changes) sums.set(nameOf(key), [key, (sums.get(nameOf(key))?.[1] ?? 0) + change]);
  return [...sums.values()].filter(([, sum]) => sum !== 0);
};

/**
 * Absolute counts, fed by changes that are written beside what is counted. They are exact: the changes are committed with their effect, and
 * each is added and deleted in one transaction. Settlers take a count's row before they look for its changes, so a count never misses the
 * addition whose removal it has seen, and is never negative. A row begins at version 1 with nothing counted: streams know no version 0.
 */
export const counts = <K extends CountKey>(table: string, key: readonly (keyof K & string)[]): Counts<K> => {
  const pending = `${table}_pending`;
  const valuesOf = (one: K) => key.map((column) => one[column] as string | number);
  const nameOf = (one: K) => valuesOf(one).join(' ');
  const inOrder = keyOrder<K>(key);
  const pick = (row: K) => Object.fromEntries(key.map((column) => [column, row[column]])) as unknown as K;

  const places = key.map(() => '?').join(', ');
  const marks = `(${places})`;
  const columns = key.map(() => '??').join(', ');

  /** Adds up some of what is pending of these; gives how many counts changed. */
  const settleThese = (db: Db, keys: readonly K[]): Promise<number> =>
    transaction(db, async (tx) => {
      // Takes the rows at once for itself, in the order of the key: who first shares them and then wants them alone meets others who do so too.
      await tx.raw(
        `INSERT INTO ?? (${columns}, count, version) VALUES ${keys.map(() => `(${places}, 0, 1)`).join(', ')}
         ON DUPLICATE KEY UPDATE version = version`,
        [table, ...key, ...keys.flatMap(valuesOf)] as never,
      );
      const changes = (await tx(pending)
        .whereRaw(`(${columns}) IN (${keys.map(() => marks).join(', ')})`, [...key, ...keys.flatMap(valuesOf)] as never)
        .orderBy('id')
        .limit(changesPerTurn)) as (K & { id: number; change: number })[];
      if (changes.length === 0) return 0;
      const sums = sumsOf(
        changes.map((row) => [pick(row), row.change] as const),
        nameOf,
      ).toSorted(([one], [other]) => inOrder(one, other));
      if (sums.length > 0)
        await tx.raw(
          `INSERT INTO ?? (${columns}, count, version) VALUES ${sums.map(() => `(${places}, ?, 1)`).join(', ')} AS settled
           ON DUPLICATE KEY UPDATE count = ??.count + settled.count, version = ??.version + 1`,
          [table, ...key, ...sums.flatMap(([one, sum]) => [...valuesOf(one), sum]), table, table] as never,
        );
      await tx(pending)
        .whereIn(
          'id',
          changes.map(({ id }) => id),
        )
        .delete();
      return sums.length;
    });

  const addAll: Counts<K>['addAll'] = async (tx, changes) => {
    const rows = sumsOf(changes, nameOf).map(([one, change]) => ({ ...pick(one), change }));
    if (rows.length > 0) await tx(pending).insert(rows);
  };

  const settle = async (db: Db, stopped: () => boolean = () => false): Promise<number> => {
    const oldest = (await db(pending)
      .orderBy('id')
      .limit(changesPerTurn)
      .select(...key)) as K[];
    const waiting = [...new Map(oldest.map((one) => [nameOf(one), pick(one)])).values()].toSorted(inOrder);
    let changed = 0;
    for (let start = 0; start < waiting.length && !stopped(); start += countsAtOnce)
      changed += await settleThese(db, waiting.slice(start, start + countsAtOnce));
    return changed;
  };

  return {
    createTables: async (knex, columns) => {
      await knex.raw(
        `CREATE TABLE ?? (${columns.join(', ')}, count INT NOT NULL, version BIGINT NOT NULL, PRIMARY KEY (${key.join(', ')}))`,
        [table],
      );
      await knex.raw(
        `CREATE TABLE ?? (id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY, ${columns.join(', ')}, \`change\` INT NOT NULL, KEY ?? (${key.join(', ')})) COMMENT 'changes that are not in the counts yet; not captured'`,
        [pending, `${pending}_by_key`],
      );
    },
    dropTables: async (knex) => {
      await knex.schema.dropTableIfExists(pending);
      await knex.schema.dropTableIfExists(table);
    },
    add: (tx, one, change) => addAll(tx, [[one, change]]),
    addAll,
    of: async (reader, keys) => {
      if (keys.length === 0) return [];
      const listed = keys.map(() => marks).join(', ');
      const wanted = keys.flatMap(valuesOf);
      const [rows] = (await reader.raw(
        `SELECT ${columns}, CAST(SUM(n) AS SIGNED) AS count FROM (
           SELECT ${columns}, count AS n FROM ?? WHERE (${columns}) IN (${listed})
           UNION ALL SELECT ${columns}, \`change\` AS n FROM ?? WHERE (${columns}) IN (${listed})
         ) AS counted GROUP BY ${columns}`,
        [...key, ...key, table, ...key, ...wanted, ...key, pending, ...key, ...wanted, ...key] as never,
      )) as [(K & { count: number })[]];
      return rows;
    },
    settle,
    settler: (db) =>
      repeated({ name: `counts ${table}`, everyMs: settleEveryMs, work: (stopped) => settle(db, stopped) }),
  };
};
