import { contract } from '@concord/contracts';
import { handler, ok } from '@concord/platform';
import { suggestedUsers } from '../query/users.ts';
import { countHashtags } from '../read/count-hashtags.ts';
import type { UserDocument } from '../read/documents.ts';
import { userView } from '../views/user.ts';
import type { Deps } from './deps.ts';

export const suggest = handler(contract.search.suggest, (deps: Deps) => async ({ query, viewer }) => {
  const sight = await deps.visibility.of(viewer);
  if (query.type === 'hashtags') {
    const tags = await countHashtags(deps.client, deps.indices.posts, query.q, sight, query.limit);
    return ok({ items: tags.map((one) => ({ type: 'hashtag' as const, ...one })) });
  }
  const { hits } = await deps.client.search<UserDocument>({
    index: deps.indices.users,
    query: suggestedUsers(query.q, sight),
    size: query.limit,
    track_total_hits: false,
  });
  return ok({ items: hits.hits.flatMap(({ _source }) => (_source ? [userView(_source, sight)] : [])) });
});
