import { contract, errors, events, type Id } from '@concord/contracts';
import { handler, noContent, publish, transaction, type Tx } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { eventOf } from '../domain/happening.ts';
import { mayChange, moderates } from '../policy.ts';
import { commentOnPost, seenBy } from '../read/visible-comment.ts';
import { blankComment, lockComment } from '../store/comments.ts';
import { count } from '../store/counted.ts';

/** Who moderates deletes also what they do not see: nobody protects a comment from the post’s author by blocking them. */
export const deleteComment = handler(contract.comment.deleteComment, (deps: Deps) => async ({ actor, params }) => {
  const found = await commentOnPost(deps, actor.id, params.id);
  if (!moderates(actor, found.post)) mayChange(actor, (await seenBy(deps, actor.id, found)).comment);
  await transaction(deps.db, (tx) => remove(tx, found.comment.id, deps.clock.now()));
  return noContent();
});

const remove = async (tx: Tx, id: Id, at: Date): Promise<void> => {
  const { comment, authorActive } = await lockComment(tx, id);
  if (comment.deletedAt !== null) throw errors.notFound();
  await blankComment(tx, comment, at);
  if (authorActive) await count(tx, [comment], -1);
  await publish(tx, events.commentDeleted, id, eventOf({ ...comment, version: comment.version + 1 }));
};
