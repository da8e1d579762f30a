import { contract } from '@concord/contracts';
import { handler, ok } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { reactionsPage } from '../read/reactions-page.ts';
import { postFor } from '../read/visible-target.ts';

export const listPostReactions = handler(
  contract.reaction.listPostReactions,
  (deps: Deps) =>
    async ({ viewer, params, query }) =>
      ok(await reactionsPage(deps, viewer, await postFor(deps, viewer, params.id), query)),
);
