import { contract, errors, events, type Id } from '@concord/contracts';
import { handler, noContent, publish, transaction, type Actor, type Tx } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { written, type Comment } from '../domain/comment.ts';
import { eventOf } from '../domain/happening.ts';
import { mayChange, moderates } from '../policy.ts';
import { commentOnPost, seenBy } from '../read/visible-comment.ts';
import { blankComment, findComment, lockComment, type HeldComment } from '../store/comments.ts';
import { count } from '../store/counted.ts';

export const deleteComment = handler(
  contract.comment.deleteComment,
  (deps: Deps) =>
    async ({ actor, params, ifMatch }) => {
      await assertMayDelete(deps, actor, params.id);
      const gone = await transaction(deps.db, async (tx) => {
        const held = await lockComment(tx, params.id);
        if (held.comment.deletedAt !== null) throw errors.notFound();
        ifMatch(held.comment.revision);
        return remove(tx, held, deps.clock.now());
      });
      return noContent({ changed: [written(gone)] });
    },
);

/**
 * Everybody may take back what they wrote, also where they do not see the post any more. Who moderates deletes also what they do not see:
 * nobody protects a comment from the post’s author by blocking them.
 */
const assertMayDelete = async (deps: Deps, actor: Actor, id: Id): Promise<void> => {
  if ((await findComment(deps.db, id))?.userId === actor.id) return;
  const found = await commentOnPost(deps, actor.id, id);
  if (!moderates(actor, found.post)) mayChange(actor, (await seenBy(deps, actor.id, found)).comment);
};

/** Gives what is left of it. */
const remove = async (tx: Tx, { comment, authorActive }: HeldComment, at: Date): Promise<Comment> => {
  await blankComment(tx, comment, at);
  if (authorActive) await count(tx, [comment], -1);
  const gone = { ...comment, version: comment.version + 1 };
  await publish(tx, events.commentDeleted, gone.id, eventOf(gone));
  return gone;
};
