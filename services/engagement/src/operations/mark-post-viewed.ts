import { visiblePost, writer } from '@concord/community';
import { contract } from '@concord/contracts';
import { handler, noContent, transaction } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { noteView } from '../store/views.ts';

export const markPostViewed = handler(contract.engagement.markPostViewed, (deps: Deps) => async ({ actor, params }) => {
  const { post } = await visiblePost(deps, actor.id, params.id);
  const hold = await writer(deps, actor.id);
  const view = { postId: post.id, authorId: post.userId, viewerId: actor.id, at: deps.clock.now() };
  await transaction(deps.db, async (tx) => {
    await hold(tx);
    await noteView(tx, view);
  });
  return noContent();
});
