import { contract, errors } from '@concord/contracts';
import { handler, ok } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { findPost } from '../store/posts.ts';

export const readPostContent = handler(contract.post.readPostContent, ({ db }: Deps) => async ({ params }) => {
  const post = await findPost(db, params.id);
  if (post === null) throw errors.notFound();
  const { content, audience, tags, location, createdAt, updatedAt } = post;
  return ok({ content, audience, tags: [...tags], location, createdAt, updatedAt });
});
