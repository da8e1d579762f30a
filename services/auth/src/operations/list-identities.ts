import { contract } from '@concord/contracts';
import { handler, ok } from '@concord/platform';
import type { Deps } from '../deps.ts';
import * as identities from '../store/identities.ts';
import * as users from '../store/users.ts';
import { identityView } from '../views/identity.ts';

export const listIdentities = handler(contract.auth.listIdentities, ({ db }: Deps) => async ({ actor }) => {
  const [account, found] = await Promise.all([users.byId(db, actor.id), identities.ofAccount(db, actor.id)]);
  return ok({ items: found.map(identityView), hasPassword: (account?.passwordHash ?? null) !== null });
});
