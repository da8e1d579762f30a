import { contract, errors } from '@concord/contracts';
import { handler, ok } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { findDeletion } from '../store/deletions.ts';
import { deletionView } from '../views/deletion.ts';

export const getDeletion = handler(contract.auth.getDeletion, ({ db }: Deps) => async ({ params }) => {
  const deletion = await findDeletion(db, params.id);
  if (deletion === undefined) throw errors.notFound();
  return ok(deletionView(deletion));
});
