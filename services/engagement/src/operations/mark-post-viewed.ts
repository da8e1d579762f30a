import { visiblePost, writer } from '@concord/community';
import { contract } from '@concord/contracts';
import { handler, noContent, transaction } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { ofView } from '../domain/happenings-of.ts';
import { record } from '../store/record.ts';

export const markPostViewed = handler(contract.engagement.markPostViewed, (deps: Deps) => async ({ actor, params }) => {
  const { post } = await visiblePost(deps, actor.id, params.id);
  const hold = await writer(deps, actor.id);
  const view = ofView(post.id, post.userId, actor.id, deps.clock.now());
  await transaction(deps.db, async (tx) => {
    await hold(tx);
    await record(tx, [view]);
  });
  return noContent();
});
