import { contract } from '@concord/contracts';
import { handler, noContent } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { aComment } from '../domain/target.ts';
import { commentFor } from '../read/visible-target.ts';
import { takeBack } from '../store/reacting.ts';

/** One's own reaction can be taken back whatever has become of the comment, its author or one's account. */
export const removeCommentReaction = handler(
  contract.reaction.removeCommentReaction,
  (deps: Deps) =>
    async ({ actor, params: { id, type } }) => {
      const gone = await takeBack(deps, { actor: actor.id, target: aComment(id), type });
      if (!gone) await commentFor(deps, actor.id, id);
      return noContent();
    },
);
