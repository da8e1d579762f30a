import type { Clause } from './clause.ts';
import type { Words } from './words.ts';

/** What a text must say: its words in these fields, phrases and beginnings as they stand, and hashtags as `tagged` looks for them. */
export const saidIn = (
  fields: readonly string[],
  { words, phrases, prefixes, tags }: Words,
  tagged: (tag: string) => Clause,
): Clause[] => [
  ...words.map((query) => ({ multi_match: { query, fields, type: 'most_fields', operator: 'and' } })),
  ...phrases.map((query) => ({ match_phrase: { text: { query } } })),
  ...prefixes.map((query) => ({ match_bool_prefix: { text: { query, operator: 'and' } } })),
  ...tags.map(tagged),
];

/** What a text must not say. */
export const excludedIn = (words: Words): Clause[] =>
  words.excluded.map((query) => ({ match_phrase: { text: { query } } }));

/** Written since and before these times. */
export const within = (since?: Date, until?: Date): Clause[] => {
  if (!since && !until) return [];
  const range = { ...(since && { gte: since.toISOString() }), ...(until && { lt: until.toISOString() }) };
  return [{ range: { created_at: range } }];
};

/**
 * Newer texts weigh more: the score is halved for each 30 days of age at `clock`, and never falls below a tenth. `clock` stays
 * the same for all pages of a search.
 */
const byRelevance = (query: Clause, clock: number): Clause => ({
  function_score: {
    query,
    functions: [
      { exp: { created_at: { origin: new Date(clock).toISOString(), scale: '30d', decay: 0.5 } }, weight: 0.9 },
      { weight: 0.1 },
    ],
    score_mode: 'sum',
    boost_mode: 'multiply',
  },
});

/**
 * Fragments with what matched in <em>, all else escaped. Stems are indexed in a field of their own; what matches there is marked
 * too.
 */
const highlighted: Clause = {
  encoder: 'html',
  pre_tags: ['<em>'],
  post_tags: ['</em>'],
  fields: {
    text: {
      type: 'unified',
      matched_fields: ['text', 'text.english'],
      fragment_size: 160,
      number_of_fragments: 3,
    },
  },
};

/** How texts are asked for: the newest first, or the most fitting; either way with what matched marked. */
export const textsBy = (sort: 'relevance' | 'recent', query: Clause, clock: number) =>
  sort === 'recent'
    ? { query, sort: [{ id: 'desc' }], highlight: highlighted }
    : { query: byRelevance(query, clock), sort: [{ _score: 'desc' }, { id: 'desc' }], highlight: highlighted };
