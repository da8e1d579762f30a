import type { Knex } from 'knex';
import type { Part } from '../lifecycle/part.ts';
import { repeated } from '../lifecycle/repeated.ts';
import type { Db, Reader, Tx } from '../mysql/database.ts';
import { keyOrder } from '../mysql/key-order.ts';
import { transaction } from '../mysql/transaction.ts';
import { logger } from '../telemetry/log.ts';
import { counter } from '../telemetry/metrics.ts';

/** Whose rows are to be gone over: a value for each key column. */
export type Subject = Readonly<Record<string, string | number>>;

/** A subject that waits. */
export interface Waiting<S extends Subject> {
  readonly subject: S;
  /** Raised each time it is asked for. */
  readonly requested: number;
}

/** How a subject's rows are gone over. `P` is a place among them. */
export interface Pass<S extends Subject, P> {
  /** Deals with the next rows in one transaction, and gives the place where it stopped; null when none was left. Begins without a place. */
  step(tx: Tx, subject: S, from: P | undefined): Promise<P | null>;
  /** Ends the pass, in a transaction after the last row's; `end` of the backlog unless something else ends with it. */
  end?(tx: Tx, waiting: Waiting<S>): Promise<boolean>;
}

export interface Backlog<S extends Subject> {
  /** Makes the table; `columns` are the definitions of the key's columns. */
  createTable(knex: Knex, columns: readonly string[]): Promise<void>;
  /** Asks, in the transaction of the change, that these are gone over. */
  ask(tx: Tx, subjects: readonly S[]): Promise<void>;
  /** What waits, at most 100. */
  waiting(reader: Reader): Promise<Waiting<S>[]>;
  /** Takes a subject off; false when it has been asked for since: then it stays. */
  end(tx: Tx, waiting: Waiting<S>): Promise<boolean>;
  /** Goes over one subject, from the first row to the end, or until `stopped`. */
  advance<P>(db: Db, pass: Pass<S, P>, waiting: Waiting<S>, stopped?: () => boolean): Promise<void>;
  /** Goes over all that waits, a step of each in turn: a large one delays no other. One that fails is logged, and left for the next turn. */
  advanceAll<P>(db: Db, pass: Pass<S, P>, stopped?: () => boolean): Promise<void>;
  /** Looks once a second; goes on where a dead process stopped. */
  worker<P>(db: Db, pass: Pass<S, P>): Part;
}

const everyMs = 1_000;
const perTurn = 100;

const passes = counter({
  name: 'concord_backlog_passes_total',
  help: 'Subjects whose rows were all gone over',
  labelNames: ['backlog'],
});

/**
 * Work on many rows that follows from one change, too much for the change's transaction: whoever changes a subject asks for it in the same
 * transaction, and a worker goes over the subject's rows in chunks.
 *
 * A pass may be interrupted anywhere and begun again by anyone: its subject stays until a whole pass has been made for its number. So a step
 * must leave alone what is right already, and read the subject anew each time. The number begins anywhere, so that who still works on a
 * request that somebody else has ended does not take the next one for it.
 */
export const backlog = <S extends Subject>(table: string, key: readonly (keyof S & string)[]): Backlog<S> => {
  const subjectOf = (row: S) => Object.fromEntries(key.map((column) => [column, row[column]])) as unknown as S;
  const inOrder = keyOrder<S>(key);
  const log = logger(`backlog ${table}`);

  const ask = async (tx: Tx, subjects: readonly S[]) => {
    // In the order of the key, so that two transactions never wait for each other.
    for (const subject of subjects.toSorted(inOrder))
      await tx.raw(
        `INSERT INTO ?? (${key.map(() => '??').join(', ')}, requested) VALUES (${key.map(() => '?').join(', ')}, FLOOR(RAND() * 1000000000))
         ON DUPLICATE KEY UPDATE requested = requested + 1`,
        [table, ...key, ...key.map((column) => subject[column])] as never,
      );
  };

  const waiting = async (reader: Reader): Promise<Waiting<S>[]> => {
    const rows = (await reader(table)
      .orderBy([...key])
      .limit(perTurn)) as (S & { readonly requested: number })[];
    return rows.map((row) => ({ subject: subjectOf(row), requested: row.requested }));
  };

  const end = async (tx: Tx, { subject, requested }: Waiting<S>) =>
    (await tx(table)
      .where({ ...subject, requested })
      .delete()) > 0;

  /** One step of a pass, and its end where no row was left. */
  const step = async <P>(db: Db, pass: Pass<S, P>, one: Waiting<S>, from: P | undefined): Promise<P | null> => {
    const place = await transaction(db, (tx) => pass.step(tx, one.subject, from));
    if (place === null && (await transaction(db, (tx) => (pass.end ?? end)(tx, one)))) passes.inc({ backlog: table });
    return place;
  };

  const advance = async <P>(db: Db, pass: Pass<S, P>, one: Waiting<S>, stopped: () => boolean = () => false) => {
    let place: P | null | undefined;
    while (place !== null && !stopped()) place = await step(db, pass, one, place);
  };

  const advanceAll = async <P>(db: Db, pass: Pass<S, P>, stopped: () => boolean = () => false) => {
    const places = new Map<string, P>();
    const failed = new Set<string>();
    const nameOf = ({ subject, requested }: Waiting<S>) =>
      [...key.map((column) => subject[column]), requested].join(' ');
    for (;;) {
      const round = (await waiting(db)).filter((one) => !failed.has(nameOf(one)));
      if (round.length === 0) return;
      for (const one of round) {
        if (stopped()) return;
        const name = nameOf(one);
        try {
          const place = await step(db, pass, one, places.get(name));
          if (place === null) places.delete(name);
          else places.set(name, place);
        } catch (error) {
          failed.add(name);
          log.warn({ err: error, ...one }, 'waits for the next turn');
        }
      }
    }
  };

  return {
    createTable: (knex, columns) =>
      knex.raw(
        `CREATE TABLE ?? (${columns.join(', ')}, requested INT NOT NULL COMMENT 'what began under a lower number is not the end', PRIMARY KEY (${key.join(', ')})) COMMENT 'whose rows are to be gone over; not captured'`,
        [table],
      ),
    ...{ ask, waiting, end, advance, advanceAll },
    worker: (db, pass) =>
      repeated({ name: `backlog ${table}`, everyMs, work: (stopped) => advanceAll(db, pass, stopped) }),
  };
};
