import { visiblePost } from '@concord/community';
import { contract } from '@concord/contracts';
import { handler, noContent, transaction } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { mayLock } from '../policy.ts';
import { unlockPost } from '../store/locked-posts.ts';

export const unlockComments = handler(contract.comment.unlockComments, (deps: Deps) => async ({ actor, params }) => {
  const { post } = await visiblePost(deps, actor.id, params.id);
  mayLock(actor, post);
  await transaction(deps.db, (tx) => unlockPost(tx, post.id));
  return noContent();
});
