import { contract, errors, events, type Id } from '@concord/contracts';
import { handler, noContent, publish, transaction, type Actor, type Tx } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { eventOf } from '../domain/happening.ts';
import { mayChange, moderates } from '../policy.ts';
import { commentOnPost, seenBy } from '../read/visible-comment.ts';
import { blankComment, findComment, lockComment } from '../store/comments.ts';
import { count } from '../store/counted.ts';

export const deleteComment = handler(contract.comment.deleteComment, (deps: Deps) => async ({ actor, params }) => {
  await assertMayDelete(deps, actor, params.id);
  await transaction(deps.db, (tx) => remove(tx, params.id, deps.clock.now()));
  return noContent();
});

/**
 * Everybody may take back what they wrote, also where they do not see the post any more. Who moderates deletes also what they do not see:
 * nobody protects a comment from the post’s author by blocking them.
 */
const assertMayDelete = async (deps: Deps, actor: Actor, id: Id): Promise<void> => {
  if ((await findComment(deps.db, id))?.userId === actor.id) return;
  const found = await commentOnPost(deps, actor.id, id);
  if (!moderates(actor, found.post)) mayChange(actor, (await seenBy(deps, actor.id, found)).comment);
};

const remove = async (tx: Tx, id: Id, at: Date): Promise<void> => {
  const { comment, authorActive } = await lockComment(tx, id);
  if (comment.deletedAt !== null) throw errors.notFound();
  await blankComment(tx, comment, at);
  if (authorActive) await count(tx, [comment], -1);
  await publish(tx, events.commentDeleted, id, eventOf({ ...comment, version: comment.version + 1 }));
};
