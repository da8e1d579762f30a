import { contract } from '@concord/contracts';
import { handler, noContent } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { aPost } from '../domain/target.ts';
import { postFor } from '../read/visible-target.ts';
import { takeBack } from '../store/reacting.ts';

/** One's own reaction can be taken back whatever has become of the post, its author or one's account. */
export const removePostReaction = handler(
  contract.reaction.removePostReaction,
  (deps: Deps) =>
    async ({ actor, params: { id, type } }) => {
      const gone = await takeBack(deps, { actor: actor.id, target: aPost(id), type });
      if (!gone) await postFor(deps, actor.id, id);
      return noContent();
    },
);
