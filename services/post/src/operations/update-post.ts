import { mayWrite, mentionable, namesIn } from '@concord/community';
import { contract, events } from '@concord/contracts';
import { handler, ok, publish, transaction } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { eventOf } from '../domain/happening.ts';
import { edited, written } from '../domain/post.ts';
import { mayChange } from '../policy.ts';
import { shownWith } from '../read/shown-with.ts';
import { visiblePost } from '../read/visible-post.ts';
import { lockPost, replacePost } from '../store/posts.ts';
import { postView } from '../views/post-view.ts';

export const updatePost = handler(
  contract.post.updatePost,
  (deps: Deps) =>
    async ({ actor, params, body, ifMatch }) => {
      const { post: seen, author } = await visiblePost(deps, actor.id, params.id);
      mayChange(actor, seen);
      mayWrite(author);
      const post = await transaction(deps.db, async (tx) => {
        const held = await lockPost(tx, seen.id);
        ifMatch(held.revision);
        const next = edited(held, body, {
          mentions: body.content === undefined ? held.mentions : await mentionable(tx, actor.id, namesIn(body.content)),
          at: deps.clock.now(),
        });
        await replacePost(tx, next);
        await publish(tx, events.postUpdated, next.id, eventOf(next));
        return next;
      });
      const shown = await shownWith(deps, actor.id, [{ post, author }]);
      return ok(postView({ post, author }, shown), { revision: post.revision, changed: [written(post)] });
    },
);
