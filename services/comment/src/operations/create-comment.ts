import { canSee } from '@concord/audience';
import { mentionable, namesIn, visiblePost, writer, type PostFacts, type VisiblePost } from '@concord/community';
import { contract, errors, events, type Id } from '@concord/contracts';
import { created, handler, publish, transaction, type Tx } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { stateOf } from '../domain/changes.ts';
import { assertTakesReply, draft } from '../domain/comment.ts';
import { eventOf } from '../domain/happening.ts';
import { besideOf } from '../read/beside.ts';
import { assertReplyable } from '../read/visible-comment.ts';
import { addPlace, insertComment, lockComment, type HeldComment } from '../store/comments.ts';
import { holdKnownPost, putPeople } from '../store/copies.ts';
import { count } from '../store/counted.ts';
import { isLocked } from '../store/locked-posts.ts';
import { commentView } from '../views/comment-view.ts';

export const createComment = handler(
  contract.comment.createComment,
  (deps: Deps) =>
    async ({ actor, params, body }) => {
      const visible = await visiblePost(deps, actor.id, params.id);
      if (body.parentId !== undefined) await assertReplyable(deps, actor.id, body.parentId);
      const hold = await writer(deps, actor.id, putPeople);
      const place = await transaction(deps.db, async (tx) => {
        const author = await hold(tx);
        const post = await holdOpenPost(tx, author.id, visible);
        const parent = body.parentId === undefined ? null : await holdParent(tx, post.id, body.parentId);
        const written = draft({
          id: deps.ids.next(),
          userId: author.id,
          parent,
          post: { ...post, ...stateOf(post) },
          content: body.content,
          mentions: await mentionable(tx, author.id, namesIn(body.content)),
          at: deps.clock.now(),
        });
        const { comment } = written;
        await insertComment(tx, written);
        await count(tx, [comment], 1);
        await publish(tx, events.commentCreated, comment.id, {
          ...eventOf(comment),
          mentionIds: [...comment.mentions],
          postAuthorId: post.userId,
          parentAuthorId: parent?.comment.userId ?? null,
        });
        return { comment, author };
      });
      const view = commentView(place, await besideOf(deps.db, actor.id, [place]));
      return created(view, { location: `/v1/comments/${place.comment.id}` });
    },
);

/** The post as it is now, held, if the writer may still see it and it takes comments. */
const holdOpenPost = async (tx: Tx, writerId: Id, visible: VisiblePost): Promise<PostFacts> => {
  const post = await holdKnownPost(tx, visible.post);
  if (post.deleted || !canSee(writerId, visible.relation, visible.author, post)) throw errors.notFound();
  if (await isLocked(tx, post.id)) throw errors.commentsLocked();
  return post;
};

/** The comment that is replied to, with a place for the reply. */
const holdParent = async (tx: Tx, postId: Id, id: Id): Promise<HeldComment> => {
  const parent = await lockComment(tx, id);
  assertTakesReply(parent.comment, postId);
  await addPlace(tx, id);
  return parent;
};
