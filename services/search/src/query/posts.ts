import { visibleFilter } from '@concord/audience';
import type { Id } from '@concord/contracts';
import type { Sight } from '../viewer/visibility.ts';
import { bool, nothing, type Clause } from './clause.ts';
import type { Words } from './words.ts';

const fields = ['text^2', 'text.english', 'tags.folded^3'];

const asked = ({ words, phrases, prefixes, tags }: Words): Clause[] => [
  ...words.map((query) => ({ multi_match: { query, fields, type: 'most_fields', operator: 'and' } })),
  ...phrases.map((query) => ({ match_phrase: { text: { query } } })),
  ...prefixes.map((query) => ({ match_bool_prefix: { text: { query, operator: 'and' } } })),
  ...tags.map((tag) => ({ term: { 'tags.folded': tag } })),
];

const excluded = (words: Words): Clause[] => words.excluded.map((query) => ({ match_phrase: { text: { query } } }));

export interface PostFilter {
  readonly author?: Id | undefined;
  readonly tag?: string | undefined;
  readonly since?: Date | undefined;
  readonly until?: Date | undefined;
}

const within = (since?: Date, until?: Date): Clause => ({
  range: { created_at: { ...(since && { gte: since.toISOString() }), ...(until && { lt: until.toISOString() }) } },
});

/** Only posts of this author, with exactly this tag, written since and before these times. */
export const narrowedBy = ({ author, tag, since, until }: PostFilter): Clause[] => [
  ...(author === undefined ? [] : [{ term: { author_id: author } }]),
  ...(tag === undefined ? [] : [{ term: { tags: tag } }]),
  ...(since || until ? [within(since, until)] : []),
];

/** The documents that this viewer may see: stands in every query, so that totals and counts know nothing else. */
export const visiblePosts = ({ seeker, narrowed }: Sight): Clause =>
  visibleFilter(seeker, { authorField: 'author_id', widthField: 'width', narrowed });

/** Posts that say what was asked for, among those the viewer may see. */
export const postsQuery = (words: Words | null, filter: PostFilter, sight: Sight): Clause =>
  bool({
    must: words === null ? [nothing] : asked(words),
    must_not: words === null ? [] : excluded(words),
    filter: [visiblePosts(sight), ...narrowedBy(filter)],
  });

/**
 * Newer posts weigh more: the score is halved for each 30 days of age at `clock`, and never falls below a tenth. `clock` stays
 * the same for all pages of a search.
 */
export const byRelevance = (query: Clause, clock: number): Clause => ({
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
export const highlighted: Clause = {
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
