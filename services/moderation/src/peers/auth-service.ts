import { createInternalClient, nullIfAbsent } from '@concord/client';
import type { Id } from '@concord/contracts';
import { breaker } from '@concord/platform';

/** What auth knows of an account at this moment. Throws `errors.unavailable` when it does not answer. */
export interface AuthService {
  /** What the account is; none where there is no such account. */
  roles(account: Id): Promise<readonly string[]>;
}

const timeoutMs = 2_000;

export const authService = (baseUrl: string, secret: string): AuthService => {
  const client = createInternalClient({ baseUrl, secret, timeoutMs });
  const guarded = breaker();
  return {
    roles: async (account) => {
      const params = { id: String(account) };
      return (await guarded(() => client.readUser({ params }).catch(nullIfAbsent)))?.roles ?? [];
    },
  };
};
