import { canSee } from '@concord/audience';
import {
  freshnessMs,
  mentionable,
  namesIn,
  visiblePost,
  writer,
  type PostFacts,
  type VisiblePost,
} from '@concord/community';
import { contract, errors, events, type Id } from '@concord/contracts';
import { created, handler, keptAnswer, once, publish, type Call, type Tx } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { stateOf } from '../domain/changes.ts';
import { assertTakesReply, draft, written } from '../domain/comment.ts';
import { eventOf } from '../domain/happening.ts';
import { besideOf } from '../read/beside.ts';
import { seesWriter } from '../read/visible-comment.ts';
import { addPlace, insertComment, lockComment, type HeldComment } from '../store/comments.ts';
import { holdKnownPost, putPeople } from '../store/copies.ts';
import { count } from '../store/counted.ts';
import { isLocked } from '../store/locked-posts.ts';
import { commentView } from '../views/comment-view.ts';

export const createComment = handler(
  contract.comment.createComment,
  (deps: Deps) => async (call) => (await keptAnswer(deps.db, call)) ?? write(deps, call),
);

const write = async (deps: Deps, call: Call<typeof contract.comment.createComment>) => {
  const { actor, params, body } = call;
  const visible = await visiblePost(deps, actor.id, params.id);
  const to = body.parentId === undefined ? null : await replied(deps, actor.id, visible.post.id, body.parentId);
  const hold = await writer(deps, actor.id, putPeople);
  const fresh = await deps.copies.isFresh(freshnessMs);
  return once(deps.db, call, async (tx) => {
    const author = await hold(tx);
    const post = await holdOpenPost(tx, author.id, visible);
    const parent = to && (await holdParent(tx, post.id, to));
    const next = draft({
      id: deps.ids.next(),
      userId: author.id,
      parent,
      post: { ...post, ...stateOf(post) },
      content: body.content,
      mentions: await mentionable(tx, author.id, namesIn(body.content)),
      at: deps.clock.now(),
    });
    const { comment } = next;
    await insertComment(tx, next);
    await count(tx, [comment], 1);
    await publish(tx, events.commentCreated, comment.id, {
      ...eventOf(comment),
      mentionIds: [...comment.mentions],
      postAuthorId: post.userId,
      parentAuthorId: parent?.comment.userId ?? null,
    });
    const view = commentView({ comment, author }, await besideOf(tx, actor.id, [{ comment, author }], fresh));
    return created(view, {
      location: `/v1/comments/${comment.id}`,
      revision: comment.revision,
      changed: [written(comment)],
    });
  });
};

/** The post as it is now, held, if the writer may still see it and it takes comments. */
const holdOpenPost = async (tx: Tx, writerId: Id, visible: VisiblePost): Promise<PostFacts> => {
  const post = await holdKnownPost(tx, visible.post);
  if (post.deleted || !canSee(writerId, visible.relation, visible.author, post)) throw errors.notFound();
  if (await isLocked(tx, post.id)) throw errors.commentsLocked();
  return post;
};

interface Replied {
  readonly id: Id;
  /** Whether the writer sees whose it is. */
  readonly seen: boolean;
}

const replied = async (deps: Deps, writerId: Id, postId: Id, id: Id): Promise<Replied> => ({
  id,
  seen: await seesWriter(deps, writerId, postId, id),
});

/** The comment that is replied to, with a place for the reply. The last to be looked at, so that empty places cannot be told apart. */
const holdParent = async (tx: Tx, postId: Id, { id, seen }: Replied): Promise<HeldComment> => {
  const parent = await lockComment(tx, id);
  assertTakesReply(parent.comment, postId, seen);
  await addPlace(tx, id);
  return parent;
};
