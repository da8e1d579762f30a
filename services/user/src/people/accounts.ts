import { ApiError, createInternalClient } from '@concord/client';
import { AccountStatus, errors, type Id } from '@concord/contracts';
import type { Account } from '../domain/account.ts';
import { breaker } from './breaker.ts';

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
  const guarded = breaker({ failures: 5, pauseMs: 1_000 });
  return (id) =>
    guarded(async () => {
      try {
        const { username, displayName, status, version } = await auth.readUser({ params: { id: String(id) } });
        return { id, username, displayName, status: AccountStatus.parse(status), version };
      } catch (cause) {
        if (cause instanceof ApiError && cause.code === 'not_found') return null;
        throw errors.unavailable('Accounts cannot be read right now', { cause });
      }
    });
};
