import { reachOf } from '@concord/audience';
import { freshnessMs, mentionable, namesIn, writer } from '@concord/community';
import { contract, events } from '@concord/contracts';
import { created, handler, keptAnswer, once, publish, type Call } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { eventOf } from '../domain/happening.ts';
import { draft, written } from '../domain/post.ts';
import { shownWith } from '../read/shown-with.ts';
import { visibleOriginal } from '../read/visible-post.ts';
import { putPeople } from '../store/people.ts';
import { insertPost } from '../store/posts.ts';
import { changeShares } from '../store/shares.ts';
import { postView } from '../views/post-view.ts';

export const sharePost = handler(
  contract.post.sharePost,
  (deps: Deps) => async (call) => (await keptAnswer(deps.db, call)) ?? share(deps, call),
);

const share = async (deps: Deps, call: Call<typeof contract.post.sharePost>) => {
  const { actor, params, body } = call;
  const { post: original } = await visibleOriginal(deps, actor.id, params.id);
  const hold = await writer(deps, actor.id, putPeople);
  const fresh = await deps.copies.isFresh(freshnessMs);
  return once(deps.db, call, async (tx) => {
    const author = await hold(tx);
    const post = draft({
      ...{ id: deps.ids.next(), userId: author.id, reach: reachOf(author), at: deps.clock.now() },
      mentions: await mentionable(tx, author.id, namesIn(body.comment)),
      sharedPostId: original.id,
      body: { content: body.comment, audience: body.audience, tags: [], location: null },
    });
    const { id, version, revision } = post;
    await insertPost(tx, post);
    await changeShares(tx, original.id);
    await publish(tx, events.postCreated, id, eventOf(post));
    await publish(tx, events.postShared, id, {
      ...{ shareId: id, postId: original.id, postAuthorId: original.userId, actorId: author.id, version },
    });
    const shown = await shownWith(tx, actor.id, [{ post, author }], fresh);
    return created(postView({ post, author }, shown), {
      location: `/v1/posts/${id}`,
      revision,
      changed: [written(post)],
    });
  });
};
