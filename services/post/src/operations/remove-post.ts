import { contract } from '@concord/contracts';
import { handler, noContent, transaction } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { deleteLocked } from '../store/deletion.ts';
import { holdPost } from '../store/posts.ts';

/** What a moderator decided; who may decide is the moderation service's policy. */
export const removePost = handler(contract.post.removePost, ({ db, clock }: Deps) => async ({ params }) => {
  await transaction(db, async (tx) => {
    const post = await holdPost(tx, params.id);
    if (post !== null) await deleteLocked(tx, post, { at: clock.now(), removed: true });
  });
  return noContent();
});
