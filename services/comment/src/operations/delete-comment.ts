import { contract, errors, type Id } from '@concord/contracts';
import { handler, noContent, transaction, type Actor } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { written } from '../domain/comment.ts';
import { mayChange, ownsThread } from '../policy.ts';
import { commentOnPost, seenBy } from '../read/visible-comment.ts';
import { findComment, lockComment } from '../store/comments.ts';
import { deleteHeld } from '../store/deletion.ts';

export const deleteComment = handler(
  contract.comment.deleteComment,
  (deps: Deps) =>
    async ({ actor, params, ifMatch }) => {
      await assertMayDelete(deps, actor, params.id);
      const gone = await transaction(deps.db, async (tx) => {
        const held = await lockComment(tx, params.id);
        if (held.comment.deletedAt !== null) throw errors.notFound();
        ifMatch(held.comment.revision);
        return deleteHeld(tx, held, { at: deps.clock.now(), removed: false });
      });
      return noContent({ changed: [written(gone)] });
    },
);

/**
 * Everybody may take back what they wrote, also where they do not see the post any more. Who wrote the post deletes also what they do not
 * see: nobody protects a comment from the post’s author by blocking them.
 */
const assertMayDelete = async (deps: Deps, actor: Actor, id: Id): Promise<void> => {
  if ((await findComment(deps.db, id))?.userId === actor.id) return;
  const found = await commentOnPost(deps, actor.id, id);
  if (!ownsThread(actor, found.post)) mayChange(actor, (await seenBy(deps, actor.id, found)).comment);
};
