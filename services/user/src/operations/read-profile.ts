import { contract, errors } from '@concord/contracts';
import { handler, ok } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { internalProfileView } from '../views/internal.ts';

export const readProfile = handler(contract.user.readProfile, ({ people }: Deps) => async ({ params }) => {
  const profile = await people.certain(params.id);
  if (profile === null) throw errors.notFound();
  return ok(internalProfileView(profile));
});
