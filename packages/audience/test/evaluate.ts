import type { Query } from '../src/index.ts';

export type Document = Record<string, number | string>;

/** What Elasticsearch answers to a query over single-valued numbers and keywords, as its reference describes `bool`, `term` and `terms`. */
export const matches = (query: Query, document: Document): boolean => {
  if ('term' in query) return Object.entries(query.term).every(([field, value]) => document[field] === value);
  if ('terms' in query)
    return Object.entries(query.terms).every(([field, values]) => values.some((value) => document[field] === value));
  const { filter = [], must_not = [], should = [] } = query.bool;
  const atLeast = query.bool.minimum_should_match ?? (should.length > 0 && filter.length === 0 ? 1 : 0);
  return (
    filter.every((clause) => matches(clause, document)) &&
    !must_not.some((clause) => matches(clause, document)) &&
    should.filter((clause) => matches(clause, document)).length >= atLeast
  );
};
