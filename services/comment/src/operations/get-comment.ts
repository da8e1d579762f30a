import { freshnessMs } from '@concord/community';
import { contract } from '@concord/contracts';
import { handler, ok } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { besideOf } from '../read/beside.ts';
import { visibleComment } from '../read/visible-comment.ts';
import { commentView } from '../views/comment-view.ts';

export const getComment = handler(contract.comment.getComment, (deps: Deps) => async ({ viewer, params }) => {
  const visible = await visibleComment(deps, viewer, params.id);
  const view = commentView(visible, await besideOf(deps.db, viewer, [visible], await deps.copies.isFresh(freshnessMs)));
  return ok(view, { revision: visible.comment.revision });
});
