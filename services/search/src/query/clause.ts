/** Elasticsearch's query language as plain JSON; only the files of this folder make it. */
export type Clause = Readonly<Record<string, unknown>>;

export const bool = (parts: {
  readonly must?: readonly Clause[];
  readonly filter?: readonly Clause[];
  readonly must_not?: readonly Clause[];
  readonly should?: readonly Clause[];
  readonly minimum_should_match?: number;
  /** Stands in `matched_queries` of the hits that match. */
  readonly _name?: string;
}): Clause => ({ bool: parts });

export const anyOf = (should: readonly Clause[]): Clause => bool({ should, minimum_should_match: 1 });
export const nothing: Clause = { match_none: {} };
