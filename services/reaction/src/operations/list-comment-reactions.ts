import { contract } from '@concord/contracts';
import { handler, ok } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { reactionsPage } from '../read/reactions-page.ts';
import { commentFor } from '../read/visible-target.ts';

export const listCommentReactions = handler(
  contract.reaction.listCommentReactions,
  (deps: Deps) =>
    async ({ viewer, params, query }) =>
      ok(await reactionsPage(deps, viewer, await commentFor(deps, viewer, params.id), query)),
);
