import type { Id } from '@concord/contracts';
import { upsertNewer, type Reader, type Tx } from '@concord/platform';

interface Entity {
  readonly id: Id;
  readonly version: number;
}

/** The newest state of something, and the one that the copy held before it; undefined for something new. */
export interface Changed<E> {
  readonly before: E | undefined;
  readonly after: E;
}

export interface EntityCopy<E extends Entity> {
  /** Null where it has not arrived yet. */
  find(reader: Reader, id: Id): Promise<E | null>;
  /**
   * As last committed, held still until the transaction ends: nobody changes it meanwhile. Null where it has not arrived.
   *
   * This is what keeps something new from outliving a change of what it belongs to. Whoever applies the change must wait for this lock; they
   * ask for the rewriting of what is written after they have it, and so it sees the new. Whoever comes later than the change reads its
   * result here.
   */
  hold(tx: Tx, id: Id): Promise<E | null>;
  /** Takes over what is not older than the copy, and tells what changed by it. */
  put(tx: Tx, newest: readonly E[]): Promise<Changed<E>[]>;
}

/** A copy in `table` of what another service owns, a row with `id` and `version` for each. */
export const entityCopy = <E extends Entity, R extends Entity>(
  table: string,
  fromRow: (row: R) => E,
  toRow: (entity: E) => Readonly<Record<string, unknown>>,
): EntityCopy<E> => {
  const orNull = (row: unknown) => (row === undefined ? null : fromRow(row as R));
  return {
    find: async (reader, id) => orNull(await reader(table).where({ id }).first()),
    hold: async (tx, id) => orNull(await tx(table).where({ id }).forShare().first()),
    put: async (tx, newest) => {
      const ids = newest.map(({ id }) => id);
      // In the order of the key, so that two transactions never wait for each other.
      const rows = (await tx(table).whereIn('id', ids).orderBy('id').forUpdate()) as R[];
      const held = new Map(rows.map((row) => [row.id, fromRow(row)]));
      await upsertNewer(tx, table, ['id'], newest.map(toRow));
      return newest
        .map((after) => ({ before: held.get(after.id), after }))
        .filter(({ before, after }) => before === undefined || before.version <= after.version);
    },
  };
};
