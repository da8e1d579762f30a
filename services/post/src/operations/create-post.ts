import { reachOf } from '@concord/audience';
import { freshnessMs, mentionable, namesIn, writer } from '@concord/community';
import { contract, events } from '@concord/contracts';
import { created, handler, once, publish } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { eventOf } from '../domain/happening.ts';
import { draft, written } from '../domain/post.ts';
import { shownWith } from '../read/shown-with.ts';
import { putPeople } from '../store/people.ts';
import { insertPost } from '../store/posts.ts';
import { postView } from '../views/post-view.ts';

export const createPost = handler(contract.post.createPost, (deps: Deps) => async (call) => {
  const { actor, body } = call;
  const hold = await writer(deps, actor.id, putPeople);
  const fresh = await deps.copies.isFresh(freshnessMs);
  return once(deps.db, call, async (tx) => {
    const author = await hold(tx);
    const post = draft({
      id: deps.ids.next(),
      userId: author.id,
      reach: reachOf(author),
      mentions: await mentionable(tx, author.id, namesIn(body.content)),
      at: deps.clock.now(),
      body,
    });
    await insertPost(tx, post);
    await publish(tx, events.postCreated, post.id, eventOf(post));
    const shown = await shownWith(tx, actor.id, [{ post, author }], fresh);
    return created(postView({ post, author }, shown), {
      location: `/v1/posts/${post.id}`,
      revision: post.revision,
      changed: [written(post)],
    });
  });
});
