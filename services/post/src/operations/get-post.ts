import { freshnessMs } from '@concord/community';
import { contract } from '@concord/contracts';
import { handler, ok } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { shownWith } from '../read/shown-with.ts';
import { visiblePost } from '../read/visible-post.ts';
import { postView } from '../views/post-view.ts';

export const getPost = handler(contract.post.getPost, (deps: Deps) => async ({ viewer, params }) => {
  const visible = await visiblePost(deps, viewer, params.id);
  const shown = await shownWith(deps.db, viewer, [visible], await deps.copies.isFresh(freshnessMs));
  return ok(postView(visible, shown), { revision: visible.post.revision });
});
