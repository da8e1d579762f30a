import { contract, errors } from '@concord/contracts';
import { handler, ok } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { findComment } from '../store/comments.ts';

export const readComment = handler(contract.comment.readComment, ({ db }: Deps) => async ({ params }) => {
  const comment = await findComment(db, params.id);
  if (comment === null) throw errors.notFound();
  const { id, userId, postId, version } = comment;
  return ok({ id, userId, postId, version });
});
