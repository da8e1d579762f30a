import type { Row, StateStream } from '@concord/contracts';
import type { Change } from '@concord/platform';

/** Elasticsearch's mapping of one field, as far as we use it. */
export type Field = Readonly<Record<string, unknown>>;
export type Mapping = Readonly<Record<string, Field>>;

/** What a row becomes in the index: its fields, or the mark of a deleted row. */
export type Source = Readonly<Record<string, unknown>>;

/** What the processor knows of a document type; made by `document`. */
export interface DocumentType {
  readonly stream: StateStream;
  /** The index's name without prefix, version and number. */
  readonly index: string;
  /** Raised with every change of mapping or projection that needs a rebuild. */
  readonly generation: number;
  readonly mapping: Mapping;
  /** Its documents say how far the index has come: they are written only when nothing older waits in their partition. */
  readonly marksProgress: boolean;
  /** The document of a change; a deleted or purged row becomes a tombstone: its key, its version, nothing else. */
  sourceOf(change: Change<never>): Source;
}

interface Declaration<S extends StateStream> {
  readonly stream: S;
  readonly index: string;
  readonly generation: number;
  readonly mapping: Mapping;
  readonly marksProgress?: boolean;
  /** Null for a deleted row: it stays as a document without content, so that its version is never forgotten. */
  project(row: Row<S>): Source | null;
}

/** One form of each letter (Unicode's NFC), as queries have it: e with an accent is found whether it was typed as one sign or as two. */
const composed = (value: unknown): unknown => {
  if (typeof value === 'string') return value.normalize('NFC');
  return Array.isArray(value) ? value.map(composed) : value;
};

const allComposed = (source: Source): Source =>
  Object.fromEntries(Object.entries(source).map(([field, value]) => [field, composed(value)]));

/**
 * A document type: one row of a state stream is one document with the row's version. Key columns and `version` are in every
 * document; `deleted` marks tombstones, which the read alias leaves out.
 */
export const document = <S extends StateStream>(declaration: Declaration<S>): DocumentType => {
  const { stream, index, generation, mapping, marksProgress = false, project } = declaration;
  return {
    stream,
    index,
    generation,
    marksProgress,
    mapping: { ...mapping, version: { type: 'long' }, deleted: { type: 'boolean' } },
    sourceOf: ({ row, version, purged }: Change<Row<S>>) => {
      const columns: Readonly<Record<string, unknown>> = row;
      const key = Object.fromEntries(stream.key.map((column) => [column, columns[column]]));
      const projected = purged ? null : project(row);
      return projected === null
        ? { ...key, version, deleted: true }
        : { ...key, ...allComposed(projected), version, deleted: false };
    },
  };
};
