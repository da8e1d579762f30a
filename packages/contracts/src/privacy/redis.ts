import type { RedisFacts } from './facts.ts';

/** Every kind of key in Redis, by what it begins with. All of them expire. */
export const redisKeys: Readonly<Record<string, RedisFacts>> = {
  'cache:profiles:': {
    summary: 'A profile as others may know it, by the account’s id',
    keptSeconds: 60,
    accounts: true,
  },
  'limit:': { summary: 'How many requests an account or an address has made', keptSeconds: 60, accounts: true },
};
