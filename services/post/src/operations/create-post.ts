import { reachOf } from '@concord/audience';
import { mentionable, namesIn, writer } from '@concord/community';
import { contract, events } from '@concord/contracts';
import { created, handler, publish, transaction } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { draft } from '../domain/post.ts';
import { shownWith } from '../read/shown-with.ts';
import { putPeople } from '../store/people.ts';
import { insertPost } from '../store/posts.ts';
import { postView } from '../views/post-view.ts';

export const createPost = handler(contract.post.createPost, (deps: Deps) => async ({ actor, body }) => {
  const hold = await writer(deps, actor.id, putPeople);
  const written = await transaction(deps.db, async (tx) => {
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
    await publish(tx, events.postCreated, post.id, {
      postId: post.id,
      authorId: post.userId,
      mentionIds: [...post.mentions],
      version: post.version,
    });
    return { post, author };
  });
  const shown = await shownWith(deps, actor.id, [written]);
  return created(postView(written, shown), { location: `/v1/posts/${written.post.id}` });
});
