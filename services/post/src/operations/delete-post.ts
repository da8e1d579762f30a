import { contract } from '@concord/contracts';
import { handler, noContent, transaction } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { written } from '../domain/post.ts';
import { mayChange } from '../policy.ts';
import { visiblePost } from '../read/visible-post.ts';
import { deleteLocked } from '../store/deletion.ts';
import { lockPost } from '../store/posts.ts';

export const deletePost = handler(contract.post.deletePost, (deps: Deps) => async ({ actor, params, ifMatch }) => {
  const { post: seen } = await visiblePost(deps, actor.id, params.id);
  mayChange(actor, seen);
  const version = await transaction(deps.db, async (tx) => {
    const post = await lockPost(tx, seen.id);
    ifMatch(post.revision);
    return deleteLocked(tx, post, { at: deps.clock.now(), removed: false });
  });
  return noContent({ changed: [written({ id: seen.id, version })] });
});
