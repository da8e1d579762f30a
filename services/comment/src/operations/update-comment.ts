import { mayWrite, mentionable, namesIn } from '@concord/community';
import { contract, errors, events, type Id } from '@concord/contracts';
import { handler, ok, publish, transaction, type Tx } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { edited, type Comment } from '../domain/comment.ts';
import { eventOf } from '../domain/happening.ts';
import { mayChange } from '../policy.ts';
import { besideOf } from '../read/beside.ts';
import { visibleComment } from '../read/visible-comment.ts';
import { lockComment, replaceContent } from '../store/comments.ts';
import { commentView } from '../views/comment-view.ts';

export const updateComment = handler(
  contract.comment.updateComment,
  (deps: Deps) =>
    async ({ actor, params, body }) => {
      const seen = await visibleComment(deps, actor.id, params.id);
      mayChange(actor, seen.comment);
      mayWrite(seen.author);
      const comment = await transaction(deps.db, (tx) => edit(tx, seen.comment.id, body.content, deps.clock.now()));
      const place = { comment, author: seen.author };
      return ok(commentView(place, await besideOf(deps.db, actor.id, [place])));
    },
);

/** The same words again are no edit. */
const edit = async (tx: Tx, id: Id, content: string | undefined, at: Date): Promise<Comment> => {
  const { comment } = await lockComment(tx, id);
  if (comment.deletedAt !== null) throw errors.notFound();
  if (content === undefined || content === comment.content) return comment;
  const mentions = await mentionable(tx, comment.userId, namesIn(content));
  const next = edited(comment, { content, mentions, at });
  await replaceContent(tx, comment, next);
  await publish(tx, events.commentUpdated, next.id, { ...eventOf(next), mentionIds: [...next.mentions] });
  return next;
};
