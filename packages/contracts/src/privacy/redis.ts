import type { RedisFacts } from './facts.ts';

/** Every kind of key in Redis, by what it begins with. All of them expire. */
export const redisKeys: Readonly<Record<string, RedisFacts>> = {
  'cache:profiles:': {
    summary: 'A profile as others may know it, by the account’s id',
    keptSeconds: 60,
    accounts: true,
  },
  'limit:': {
    summary:
      'How many requests an account or an address has made, by the minute; wrong passwords (limit:wrong-passwords:) of a login in 15 minutes and mails (limit:mails-to-address:) to an address in an hour, both hashed; how often an export was fetched (limit:archives:) in an hour, by its id',
    keptSeconds: 3_600,
    accounts: true,
  },
  'auth:oauth-flow:': {
    summary:
      'A login by a provider that was begun in a browser, by a hash; sometimes with the account it is to be linked to',
    keptSeconds: 600,
    accounts: true,
  },
  'auth:login-code:': {
    summary: 'Who was proved by a provider, until the application asks for it, by a hash',
    keptSeconds: 60,
    accounts: true,
  },
};
