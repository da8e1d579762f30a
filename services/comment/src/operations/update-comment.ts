import { freshnessMs, mentionable, namesIn, writer } from '@concord/community';
import { contract, errors, events, type Id } from '@concord/contracts';
import { handler, ok, publish, transaction, type Tx } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { edited, written, type Comment } from '../domain/comment.ts';
import { eventOf } from '../domain/happening.ts';
import { mayChange } from '../policy.ts';
import { besideOf } from '../read/beside.ts';
import { visibleComment } from '../read/visible-comment.ts';
import { lockComment, replaceContent } from '../store/comments.ts';
import { putPeople } from '../store/copies.ts';
import { commentView } from '../views/comment-view.ts';

export const updateComment = handler(
  contract.comment.updateComment,
  (deps: Deps) =>
    async ({ actor, params, body, ifMatch }) => {
      const seen = await visibleComment(deps, actor.id, params.id);
      mayChange(actor, seen.comment);
      const hold = await writer(deps, actor.id, putPeople);
      const place = await transaction(deps.db, async (tx) => {
        const author = await hold(tx);
        const held = await lockUndeleted(tx, seen.comment.id);
        ifMatch(held.revision);
        return { comment: await edit(tx, held, body.content, deps.clock.now()), author };
      });
      const { comment } = place;
      const view = commentView(
        place,
        await besideOf(deps.db, actor.id, [place], await deps.copies.isFresh(freshnessMs)),
      );
      return ok(view, { revision: comment.revision, changed: [written(comment)] });
    },
);

const lockUndeleted = async (tx: Tx, id: Id): Promise<Comment> => {
  const { comment } = await lockComment(tx, id);
  if (comment.deletedAt !== null) throw errors.notFound();
  return comment;
};

/** The same words again are no edit. */
const edit = async (tx: Tx, comment: Comment, content: string | undefined, at: Date): Promise<Comment> => {
  if (content === undefined || content === comment.content) return comment;
  const mentions = await mentionable(tx, comment.userId, namesIn(content));
  const next = edited(comment, { content, mentions, at });
  await replaceContent(tx, comment, next);
  await publish(tx, events.commentUpdated, next.id, { ...eventOf(next), mentionIds: [...next.mentions] });
  return next;
};
