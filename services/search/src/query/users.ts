import { findableFilter, unmutedFilter, visibleFilter } from '@concord/audience';
import type { Sight } from '../viewer/visibility.ts';
import { anyOf, bool, nothing, type Clause } from './clause.ts';
import type { Words } from './words.ts';

const onCard = (query: string): Clause[] => [
  { term: { username: { value: query.replace(/^@/, '').toLowerCase(), boost: 10 } } },
  { match: { display_name: { query, operator: 'and', boost: 4 } } },
  { match: { 'username.typed': { query, operator: 'and', boost: 3 } } },
  { match: { 'display_name.typed': { query, operator: 'and', boost: 2 } } },
];

const openPages = ({ seeker }: Sight): Clause =>
  visibleFilter(seeker, { authorField: 'id', widthField: 'page_width', narrowed: [] });

/** What stands on the page counts only for those who may see the page. */
const onPage = (query: string, match: 'most_fields' | 'phrase', sight: Sight): Clause =>
  bool({
    must: [{ multi_match: { query, fields: ['bio', 'bio.english', 'location'], type: match, operator: 'and' } }],
    filter: [openPages(sight)],
  });

const said = (word: string, sight: Sight) => anyOf([...onCard(word), onPage(word, 'most_fields', sight)]);
const saidTogether = (phrase: string, sight: Sight) =>
  anyOf([{ match_phrase: { display_name: { query: phrase } } }, onPage(phrase, 'phrase', sight)]);

/** Marks hits whose page is open to the viewer; changes nothing else. */
export const pageIsOpen = 'page is open';
const marked = (sight: Sight): Clause => bool({ filter: [openPages(sight)], _name: pageIsOpen });

/** The people whom the viewer may find at all. */
export const findableUsers = (sight: Sight): Clause =>
  bool({ filter: [findableFilter(sight.seeker)], should: [marked(sight)], minimum_should_match: 0 });

/** People whom the viewer may find, by name or by what their page says. */
export const usersQuery = (words: Words | null, sight: Sight): Clause => {
  if (words === null) return nothing;
  const single = [...words.words, ...words.prefixes, ...words.tags];
  return bool({
    must: [...single.map((word) => said(word, sight)), ...words.phrases.map((phrase) => saidTogether(phrase, sight))],
    must_not: words.excluded.map((word) => said(word, sight)),
    filter: [findableUsers(sight)],
    should: [marked(sight)],
  });
};

/** Whom to suggest while a name is being typed: by name only, and nobody the viewer has muted. */
export const suggestedUsers = (query: string, sight: Sight): Clause =>
  bool({
    must: [anyOf(onCard(query))],
    filter: [findableUsers(sight), unmutedFilter(sight.seeker?.muted ?? [], 'id')],
    should: [marked(sight)],
  });
