import { contract, errors } from '@concord/contracts';
import { handler, ok } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { findPrivacy } from '../store/privacy.ts';

export const getMyPrivacy = handler(contract.user.getMyPrivacy, ({ db, people }: Deps) => async ({ actor }) => {
  await people.own(actor.id);
  const privacy = await findPrivacy(db, actor.id);
  if (!privacy) throw errors.internal();
  return ok(privacy);
});
