import { createInternalClient, nullIfAbsent } from '@concord/client';
import { AccountStatus, type Id } from '@concord/contracts';
import { breaker } from '@concord/platform';
import type { Account } from '../domain/account.ts';

/** Asks auth for an account; null where there is none. Throws `unavailable` when auth cannot be asked. */
export type ReadAccount = (id: Id) => Promise<Account | null>;

export interface AuthAddress {
  readonly baseUrl: string;
  readonly secret: string;
}

const deadlineMs = 2_000;

/** Reads accounts from auth over REST, for the time in which the state stream has not brought them. */
export const accountsOf = ({ baseUrl, secret }: AuthAddress): ReadAccount => {
  const auth = createInternalClient({ baseUrl, secret, timeoutMs: deadlineMs });
  const guarded = breaker({ openMs: 1_000 });
  return (id) =>
    guarded(async () => {
      const account = await auth.readUser({ params: { id: String(id) } }).catch(nullIfAbsent);
      return account && { ...account, id, status: AccountStatus.parse(account.status) };
    });
};
