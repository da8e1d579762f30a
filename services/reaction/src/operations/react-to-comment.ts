import { contract } from '@concord/contracts';
import { handler, noContent } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { mustBeOffered } from '../policy.ts';
import { commentFor } from '../read/visible-target.ts';
import { react } from '../store/reacting.ts';

export const reactToComment = handler(
  contract.reaction.reactToComment,
  (deps: Deps) =>
    async ({ actor, params: { id, type } }) => {
      const target = await commentFor(deps, actor.id, id);
      mustBeOffered(type, deps.types);
      await react(deps, { actor: actor.id, target, type });
      return noContent();
    },
);
