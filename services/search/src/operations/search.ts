import { contract } from '@concord/contracts';
import { handler, ok } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { searchComments } from '../read/search-comments.ts';
import { searchHashtags } from '../read/search-hashtags.ts';
import { searchPosts } from '../read/search-posts.ts';
import { searchUsers } from '../read/search-users.ts';

const by = { posts: searchPosts, comments: searchComments, users: searchUsers, hashtags: searchHashtags } as const;

export const search = handler(contract.search.search, (deps: Deps) => async ({ query, viewer }) => {
  const sight = await deps.visibility.of(viewer);
  const { total, items, nextCursor } = await by[query.type](deps, query, sight);
  return ok({ total, items, nextCursor });
});
