import { contract } from '@concord/contracts';
import { handler, ok } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { suggestedHashtags } from '../read/suggested-hashtags.ts';
import { suggestedPeople } from '../read/suggested-people.ts';

const by = { users: suggestedPeople, hashtags: suggestedHashtags } as const;

export const suggest = handler(contract.search.suggest, (deps: Deps) => async ({ query, viewer }) => {
  const sight = await deps.visibility.of(viewer);
  return ok({ items: await by[query.type](deps, query.q, query.limit, sight) });
});
