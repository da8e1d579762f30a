import { contract, errors } from '@concord/contracts';
import { handler, ok } from '@concord/platform';
import type { Deps } from '../deps.ts';
import * as users from '../store/users.ts';
import { userView } from '../views/user.ts';

export const readUser = handler(contract.auth.readUser, ({ db }: Deps) => async ({ params }) => {
  const account = await users.byId(db, params.id);
  if (account === undefined) throw errors.notFound();
  return ok(userView(account));
});
