import type { Reader } from '../mysql/database.ts';

/**
 * Asks a local copy for the version of a row, by the row's key as receipts name it; null where it has not arrived. `keys` are the columns
 * of the primary key, in the stream's order.
 */
export const heldVersion =
  (reader: Reader, table: string, keys: readonly string[]) =>
  async (key: string): Promise<number | null> => {
    const values = key.split(':');
    if (values.length !== keys.length) return null;
    const row = Object.fromEntries(keys.map((column, index) => [column, values[index]]));
    return (await reader(table).where(row).first<{ version: number } | undefined>('version'))?.version ?? null;
  };
