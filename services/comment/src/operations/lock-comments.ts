import { visiblePost } from '@concord/community';
import { contract } from '@concord/contracts';
import { handler, noContent, transaction } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { mayLock } from '../policy.ts';
import { knowPost } from '../store/copies.ts';
import { lockPost } from '../store/locked-posts.ts';

export const lockComments = handler(contract.comment.lockComments, (deps: Deps) => async ({ actor, params }) => {
  const { post } = await visiblePost(deps, actor.id, params.id);
  mayLock(actor, post);
  await transaction(deps.db, async (tx) => {
    await knowPost(tx, post);
    await lockPost(tx, post.id, deps.clock.now());
  });
  return noContent();
});
