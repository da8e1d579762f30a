import { contract, errors } from '@concord/contracts';
import { handler, ok } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { findFacts } from '../store/posts.ts';

export const readPost = handler(contract.post.readPost, ({ db }: Deps) => async ({ params }) => {
  const facts = await findFacts(db, params.id);
  if (facts === null) throw errors.notFound();
  return ok(facts);
});
