import type { Deps } from '../deps.ts';
import { suggestedUsers } from '../query/users.ts';
import { userView } from '../views/user.ts';
import type { Sight } from '../viewer/visibility.ts';
import { ask, asking } from './ask.ts';
import { userFields, type UserDocument } from './documents.ts';

/** People whose name begins like what is being typed, the best first. */
export const suggestedPeople = async ({ client, indices }: Deps, typed: string, limit: number, sight: Sight) => {
  const { hits } = await asking(
    ask<UserDocument>(client, {
      index: indices.users,
      query: suggestedUsers(typed, sight),
      sort: [{ _score: 'desc' }, { id: 'asc' }],
      size: limit,
      _source: userFields,
      track_total_hits: false,
    }),
  );
  return hits.hits.flatMap(({ _source, matched_queries }) =>
    _source ? [userView({ source: _source, matched: (matched_queries ?? []) as readonly string[] })] : [],
  );
};
