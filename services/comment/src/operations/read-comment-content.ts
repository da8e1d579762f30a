import { contract, errors } from '@concord/contracts';
import { handler, ok } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { findComment } from '../store/comments.ts';

export const readCommentContent = handler(contract.comment.readCommentContent, ({ db }: Deps) => async ({ params }) => {
  const comment = await findComment(db, params.id);
  if (comment === null) throw errors.notFound();
  const { postId, parentId, content, createdAt, updatedAt } = comment;
  return ok({ postId, parentId, content, createdAt, updatedAt });
});
