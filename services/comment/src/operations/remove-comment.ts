import { contract } from '@concord/contracts';
import { handler, noContent, transaction } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { findComment, lockComment } from '../store/comments.ts';
import { deleteHeld } from '../store/deletion.ts';

/** What a moderator decided; who may decide is the moderation service's policy. */
export const removeComment = handler(contract.comment.removeComment, ({ db, clock }: Deps) => async ({ params }) => {
  await transaction(db, async (tx) => {
    if ((await findComment(tx, params.id)) === null) return;
    const held = await lockComment(tx, params.id);
    if (held.comment.deletedAt === null) await deleteHeld(tx, held, { at: clock.now(), removed: true });
  });
  return noContent();
});
