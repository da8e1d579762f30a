import { contract } from '@concord/contracts';
import { handler, noContent } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { mustBeOffered } from '../policy.ts';
import { postFor } from '../read/visible-target.ts';
import { react } from '../store/reacting.ts';

export const reactToPost = handler(
  contract.reaction.reactToPost,
  (deps: Deps) =>
    async ({ actor, params: { id, type } }) => {
      const target = await postFor(deps, actor.id, id);
      mustBeOffered(type, deps.types);
      await react(deps, { actor: actor.id, target, type });
      return noContent();
    },
);
