import { contract } from '@concord/contracts';
import { handler, ok } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { mayBeMailed } from '../policy.ts';
import * as users from '../store/users.ts';

export const readAddresses = handler(
  contract.auth.readAddresses,
  ({ db, emailVerification }: Deps) =>
    async ({ body }) => {
      const accounts = (await users.byIds(db, body.accounts)).filter((account) =>
        mayBeMailed(account, emailVerification),
      );
      return ok({ addresses: accounts.map(({ id, email }) => ({ accountId: id, email })) });
    },
);
