import { createInternalClient, nullIfAbsent } from '@concord/client';
import { mostAddresses, type Id } from '@concord/contracts';
import { breaker } from '@concord/platform';

/** What only auth knows, asked when it is needed: where people are mailed, and which sessions go on. Throws `errors.unavailable` when it does not answer. */
export interface AuthService {
  /** Of these accounts, the addresses of those that may be mailed. */
  addresses(accounts: readonly Id[]): Promise<ReadonlyMap<Id, string>>;
  /** False where the session has ended, or there is none. */
  goesOn(session: Id): Promise<boolean>;
}

const timeoutMs = 2_000;

export const authService = (baseUrl: string, secret: string): AuthService => {
  const client = createInternalClient({ baseUrl, secret, timeoutMs });
  const guarded = breaker();
  const ask = async (accounts: readonly Id[]) => {
    const body = { accounts: accounts.map(String) };
    const { addresses } = await guarded(() => client.readAddresses({ body }));
    return addresses.map(({ accountId, email }) => [Number(accountId), email] as const);
  };
  return {
    addresses: async (accounts) => {
      const chunks = Array.from({ length: Math.ceil(accounts.length / mostAddresses) }, (_, index) =>
        accounts.slice(index * mostAddresses, (index + 1) * mostAddresses),
      );
      return new Map((await Promise.all(chunks.map(ask))).flat());
    },
    goesOn: async (session) => {
      const params = { id: String(session) };
      return (await guarded(() => client.readSession({ params }).catch(nullIfAbsent)))?.active ?? false;
    },
  };
};
