import { expect, test } from '@jest/globals';
import { findableFilter, longestTerms, unmutedFilter, visibleFilter, type Query, type Seeker } from './elastic.ts';

const fields = { authorField: 'author_id', widthField: 'width', narrowed: [] };
const nobody: Seeker = { id: 1, follows: [], friends: [], blocked: [] };

const termsIn = (query: Query, field: string): unknown[][] => {
  if ('terms' in query) return query.terms[field] === undefined ? [] : [query.terms[field]];
  if ('term' in query) return [];
  const { filter = [], must_not = [], should = [] } = query.bool;
  return [...filter, ...must_not, ...should].flatMap((inner) => termsIn(inner, field));
};

test('somebody without an account gets one clause over the width', () => {
  expect(visibleFilter(null, fields)).toEqual({ bool: { filter: [{ terms: { width: ['public'] } }], must_not: [] } });
});

test('a viewer without relations sends no list of people', () => {
  expect(termsIn(visibleFilter(nobody, fields), 'author_id')).toEqual([]);
});

test('a list of people is cut into clauses that Elasticsearch takes, and nobody is lost', () => {
  const many = Array.from({ length: 2 * longestTerms + 1 }, (_, index) => index + 2);
  for (const list of ['follows', 'friends', 'blocked'] as const) {
    const clauses = termsIn(visibleFilter({ ...nobody, [list]: many }, fields), 'author_id');
    expect(clauses.map((clause) => clause.length)).toEqual([longestTerms, longestTerms, 1]);
    expect(clauses.flat()).toEqual(many);
  }
  expect(termsIn(visibleFilter(null, { ...fields, narrowed: many }), 'author_id').flat()).toEqual(many);
});

test('each relation is sent once', () => {
  const filter = visibleFilter({ id: 1, follows: [2], friends: [3], blocked: [4] }, { ...fields, narrowed: [5] });
  expect(termsIn(filter, 'author_id').flat().toSorted()).toEqual([2, 3, 4, 5]);
});

test('people are found by the index’s own fields', () => {
  expect(findableFilter(null)).toEqual({ bool: { filter: [{ terms: { search_width: ['public'] } }], must_not: [] } });
});

test('muted people are left out by the field that names them', () => {
  expect(unmutedFilter([7, 8], 'id')).toEqual({ bool: { must_not: [{ terms: { id: [7, 8] } }] } });
  expect(unmutedFilter([], 'id')).toEqual({ bool: { must_not: [] } });
});
