import { freshnessMs, mentionable, namesIn, writer } from '@concord/community';
import { contract, events } from '@concord/contracts';
import { handler, ok, publish, transaction } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { eventOf } from '../domain/happening.ts';
import { edited, written } from '../domain/post.ts';
import { mayChange } from '../policy.ts';
import { shownWith } from '../read/shown-with.ts';
import { visiblePost } from '../read/visible-post.ts';
import { putPeople } from '../store/people.ts';
import { lockPost, replacePost } from '../store/posts.ts';
import { postView } from '../views/post-view.ts';

export const updatePost = handler(
  contract.post.updatePost,
  (deps: Deps) =>
    async ({ actor, params, body, ifMatch }) => {
      const { post: seen } = await visiblePost(deps, actor.id, params.id);
      mayChange(actor, seen);
      const hold = await writer(deps, actor.id, putPeople);
      const authored = await transaction(deps.db, async (tx) => {
        const author = await hold(tx);
        const held = await lockPost(tx, seen.id);
        ifMatch(held.revision);
        const next = edited(held, body, {
          mentions: body.content === undefined ? held.mentions : await mentionable(tx, actor.id, namesIn(body.content)),
          at: deps.clock.now(),
        });
        await replacePost(tx, next);
        await publish(tx, events.postUpdated, next.id, eventOf(next));
        return { post: next, author };
      });
      const { post } = authored;
      const shown = await shownWith(deps.db, actor.id, [authored], await deps.copies.isFresh(freshnessMs));
      return ok(postView(authored, shown), { revision: post.revision, changed: [written(post)] });
    },
);
