import { contract, errors } from '@concord/contracts';
import { handler, ok } from '@concord/platform';
import type { Deps } from '../deps.ts';
import * as users from '../store/users.ts';
import { ownAccountView } from '../views/own-account.ts';

export const getOwnAccount = handler(contract.auth.getOwnAccount, ({ db }: Deps) => async ({ actor }) => {
  const account = await users.byId(db, actor.id);
  if (account === undefined) throw errors.unauthenticated();
  return ok(ownAccountView(account));
});
