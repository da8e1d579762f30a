import { errors } from '@concord/contracts';
import { fingerprint, type Asked } from '../domain/asked.ts';
import { Position } from '../domain/position.ts';
import { usersQuery } from '../query/users.ts';
import type { UserDocument } from '../read/documents.ts';
import { release, searchPointInTime } from '../read/point-in-time.ts';
import { userView } from '../views/user.ts';
import type { Sight } from '../viewer/visibility.ts';
import type { Deps } from '../operations/deps.ts';

/** People by name or by what their page says. */
export const searchUsers = async (deps: Deps, query: Asked, sight: Sight) => {
  const before = deps.cursors.open('search', query.cursor, Position);
  if (before && before.search !== fingerprint(query))
    throw errors.cursorInvalid('This cursor belongs to another search');
  const found = await searchPointInTime<UserDocument>(deps.client, {
    index: deps.indices.users,
    pit: before?.pit,
    body: {
      query: usersQuery(query.q, sight),
      sort: query.sort === 'relevance' ? [{ _score: 'desc' }, { id: 'desc' }] : [{ id: 'desc' }],
      size: query.limit,
      ...(before && { search_after: before.after }),
    },
  });
  const last = found.hits.length === query.limit && found.total > query.limit ? found.hits.at(-1) : undefined;
  if (!last) release(deps.client, found.pit);
  return {
    total: found.total,
    items: found.hits.map(({ source }) => userView(source, sight)),
    nextCursor: last
      ? deps.cursors.seal('search', { pit: found.pit, clock: deps.now(), after: last.sort, search: fingerprint(query) })
      : null,
  };
};
