import { findableFilter, unmutedFilter, visibleFilter } from '@concord/audience';
import type { Sight } from '../viewer/visibility.ts';
import { bool, type Clause } from './clause.ts';

const named = (query: string): Clause[] => [
  { term: { username: { value: query.toLowerCase(), boost: 10 } } },
  { match_bool_prefix: { 'username.typed': { query, operator: 'and', boost: 3 } } },
  { match: { display_name: { query, operator: 'and', boost: 4 } } },
  { match: { 'display_name.typed': { query, operator: 'and', boost: 2 } } },
];

/** What stands on the page counts only for those who may see the page. */
const describedTo = (query: string, { seeker }: Sight): Clause =>
  bool({
    must: [{ multi_match: { query, fields: ['bio', 'bio.english'], type: 'most_fields', operator: 'and' } }],
    filter: [visibleFilter(seeker, { authorField: 'id', widthField: 'page_width', narrowed: [] })],
  });

/** People whom the viewer may find, by name or by what their page says. */
export const usersQuery = (query: string, sight: Sight): Clause =>
  bool({
    ...(query.trim() === '' ? {} : { should: [...named(query), describedTo(query, sight)], minimum_should_match: 1 }),
    filter: [findableFilter(sight.seeker)],
  });

/** Whom to suggest while a name is being typed: by name only, and nobody the viewer has muted. */
export const suggestedUsers = (query: string, sight: Sight): Clause =>
  bool({
    should: named(query),
    minimum_should_match: 1,
    filter: [findableFilter(sight.seeker), unmutedFilter(sight.seeker?.muted ?? [], 'id')],
  });
