import { contract } from '@concord/contracts';
import { handler, ok } from '@concord/platform';
import { searchHashtags } from '../kinds/hashtags.ts';
import { searchPosts } from '../kinds/posts.ts';
import { searchUsers } from '../kinds/users.ts';
import type { Deps } from './deps.ts';

const by = { posts: searchPosts, users: searchUsers, hashtags: searchHashtags } as const;

export const search = handler(contract.search.search, (deps: Deps) => async ({ query, viewer }) => {
  const sight = await deps.visibility.of(viewer);
  return ok(await by[query.type](deps, query, sight));
});
