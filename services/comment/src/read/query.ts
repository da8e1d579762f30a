import type { Sql } from '@concord/audience';
import type { Reader } from '@concord/platform';

type Value = number | Buffer;

/** A statement and the values of its `?`. */
export interface Query {
  readonly sql: string;
  readonly bindings: readonly Value[];
}

type Piece = Query | Sql | readonly [string, ...Value[]];

/** One statement out of its pieces, line by line. */
export const joined = (...pieces: readonly Piece[]): Query => {
  const all = pieces.map((piece) => ('sql' in piece ? piece : { sql: piece[0], bindings: piece.slice(1) as Value[] }));
  return { sql: all.map(({ sql }) => sql).join('\n'), bindings: all.flatMap(({ bindings }) => [...bindings]) };
};

export const run = async <R>(reader: Reader, { sql, bindings }: Query): Promise<R[]> => {
  const [rows] = (await reader.raw(sql, [...bindings])) as [R[]];
  return rows;
};
