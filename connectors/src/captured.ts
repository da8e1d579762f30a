import { randomUUID } from 'node:crypto';
import { transaction, type Db } from '@concord/platform';
import type { ConnectorName } from './connector-config.ts';

/** Tables with the columns that are captured of each. */
export type Captured = Readonly<Record<string, readonly string[]>>;

const plumbing = /\.(outbox|debezium_signal)$/;

/** What is captured of states; of events there is nothing to tell again. */
export const statesIn = (all: Captured): Captured =>
  Object.fromEntries(Object.entries(all).filter(([table]) => !plumbing.test(table)));

/** Reads the list of columns back from what Kafka Connect was given; see `connectConfig`. */
export const readColumnList = (list: string): Captured =>
  Object.fromEntries(
    [...list.matchAll(/([\w\\.]+)\\\.\(([^)]*)\)/g)].map(([, table = '', columns = '']) => [
      table.replaceAll('\\.', '.'),
      columns.split('|'),
    ]),
  );

/** Tables of which something is captured now that was not before. */
export const newlyCaptured = (now: Captured, before: Captured): string[] =>
  Object.entries(now)
    .filter(([table, columns]) => columns.some((column) => before[table]?.includes(column) !== true))
    .map(([table]) => table);

/** What every row has been told of, as far as it was written down; null where nothing was. */
export const capturedBefore = async (db: Db, connector: ConnectorName): Promise<Captured | null> => {
  const rows = await db('captured_columns')
    .where({ connector })
    .select<{ table_name: string; columns: string[] }[]>('table_name', 'columns');
  return rows.length === 0 ? null : Object.fromEntries(rows.map(({ table_name, columns }) => [table_name, columns]));
};

/** Writes down what every row is told of and, in the same transaction, asks Debezium to tell these tables' rows again beside the stream. */
export const keepCaptured = (
  db: Db,
  connector: ConnectorName,
  captured: Captured,
  tellAgain: readonly string[] = [],
): Promise<void> =>
  transaction(db, async (tx) => {
    await tx('captured_columns').where({ connector }).delete();
    await tx('captured_columns').insert(
      Object.entries(captured).map(([table_name, columns]) => ({
        connector,
        table_name,
        columns: JSON.stringify(columns),
      })),
    );
    // One table each, so that no signal is longer than its column.
    for (const table of tellAgain)
      await tx('debezium_signal').insert({
        id: randomUUID(),
        type: 'execute-snapshot',
        data: JSON.stringify({ type: 'incremental', 'data-collections': [table] }),
      });
  });
