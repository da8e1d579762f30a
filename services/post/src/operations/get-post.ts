import { mentionedTo } from '@concord/community';
import { contract } from '@concord/contracts';
import { handler, ok } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { visiblePost } from '../read/visible-post.ts';
import { postView } from '../views/post-view.ts';

export const getPost = handler(contract.post.getPost, (deps: Deps) => async ({ viewer, params }) => {
  const visible = await visiblePost(deps, viewer, params.id);
  const mentioned = await mentionedTo(deps.db, viewer, visible.post.mentions);
  return ok(postView(visible, mentioned), { revision: visible.post.revision });
});
