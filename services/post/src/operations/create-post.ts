import { reachOf } from '@concord/audience';
import { contract, errors, events } from '@concord/contracts';
import { created, handler, publish, transaction } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { namesIn } from '../domain/entities.ts';
import { draft } from '../domain/post.ts';
import { mayWrite } from '../policy.ts';
import { profileToAdd } from '../read/author.ts';
import { mentionable, mentionedTo } from '../read/mentioned.ts';
import { holdPerson, putPeople } from '../store/people.ts';
import { insertPost } from '../store/posts.ts';
import { postView } from '../views/post-view.ts';

export const createPost = handler(contract.post.createPost, (deps: Deps) => async ({ actor, body }) => {
  const profile = await profileToAdd(deps, actor.id);
  const written = await transaction(deps.db, async (tx) => {
    if (profile !== null) await putPeople(tx, [profile]);
    const author = await holdPerson(tx, actor.id);
    if (author === null) throw errors.unavailable();
    mayWrite(author);
    const post = draft({
      id: deps.ids.next(),
      userId: author.id,
      reach: reachOf(author),
      mentions: await mentionable(tx, author.id, namesIn(body.content)),
      at: deps.clock.now(),
      body,
    });
    await insertPost(tx, post);
    await publish(tx, events.postCreated, post.id, { postId: post.id, authorId: post.userId, version: post.version });
    return { post, author };
  });
  const mentioned = await mentionedTo(deps.db, actor.id, written.post.mentions);
  return created(postView(written, mentioned), { location: `/v1/posts/${written.post.id}` });
});
