import { contract, events } from '@concord/contracts';
import { handler, noContent, publish, transaction } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { written } from '../domain/post.ts';
import { mayChange } from '../policy.ts';
import { visiblePost } from '../read/visible-post.ts';
import { blankPost, lockPost } from '../store/posts.ts';
import { changeShares } from '../store/shares.ts';

export const deletePost = handler(contract.post.deletePost, (deps: Deps) => async ({ actor, params, ifMatch }) => {
  const { post: seen } = await visiblePost(deps, actor.id, params.id);
  mayChange(actor, seen);
  const version = await transaction(deps.db, async (tx) => {
    const post = await lockPost(tx, seen.id);
    ifMatch(post.revision);
    await blankPost(tx, post, deps.clock.now());
    if (post.sharedPostId !== null) await changeShares(tx, post.sharedPostId);
    const version = post.version + 1;
    await publish(tx, events.postDeleted, post.id, { postId: post.id, authorId: post.userId, version });
    return version;
  });
  return noContent({ changed: [written({ id: seen.id, version })] });
});
