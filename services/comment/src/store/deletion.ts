import { events } from '@concord/contracts';
import { publish, type Tx } from '@concord/platform';
import type { Comment } from '../domain/comment.ts';
import { eventOf } from '../domain/happening.ts';
import { blankComment, type Blanking, type HeldComment } from './comments.ts';
import { count } from './counted.ts';

/** Deletes a held comment that is not deleted, whoever wanted it, counts and tells it; gives what is left of it. */
export const deleteHeld = async (
  tx: Tx,
  { comment, authorActive }: HeldComment,
  blanking: Blanking,
): Promise<Comment> => {
  const version = await blankComment(tx, comment, blanking);
  if (authorActive) await count(tx, [comment], -1);
  const gone = { ...comment, version };
  await publish(tx, events.commentDeleted, gone.id, eventOf(gone));
  return gone;
};
