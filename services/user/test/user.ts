import { fileURLToPath } from 'node:url';
import { createInternalClient, type Api, type InternalApi } from '@concord/client';
import { errors, type AccountStatus, type Id } from '@concord/contracts';
import { firstIdAt, startServices, transaction, type Db, type Env } from '@concord/platform';
import { callerOf, freePort, freshDatabase, oddWord } from '@concord/testkit';
import { readUserConfig } from '../src/config.ts';
import type { Account } from '../src/domain/account.ts';
import { build } from '../src/service.ts';
import { applyAccounts } from '../src/store/accounts.ts';

const secret = 'the-internal-secret-of-a-test';
export const migrations = fileURLToPath(new URL('../migrations', import.meta.url));

/** Settings for a database and a port of one's own; Redis is the stack's, Kafka is never reached. */
export const settingsOf = (databaseUrl: string, port: number, own: Env = {}): Env => ({
  CONCORD_USER_DATABASE_URL: databaseUrl,
  CONCORD_REDIS_URL: process.env['CONCORD_REDIS_URL'] ?? 'redis://127.0.0.1:1/0',
  CONCORD_KAFKA_BROKERS: '127.0.0.1:1',
  CONCORD_CURSOR_SECRET: 'the-cursor-secret-of-a-test',
  CONCORD_INTERNAL_SECRET: secret,
  CONCORD_INTERNAL_PORT: String(port),
  CONCORD_LOG_LEVEL: 'error',
  ...own,
});

export interface Person {
  readonly number: Id;
  /** For `params`. */
  readonly id: { readonly id: string };
  readonly username: string;
  readonly api: Api;
}

export interface User {
  readonly db: Db;
  readonly anonymous: Api;
  readonly internal: InternalApi;
  /** Accounts as auth knows them. */
  readonly auth: Map<Id, Account>;
  /** Auth and the stream of accounts as this service meets them; change it to take them away. */
  readonly world: { authAnswers: boolean; streamIsFresh: boolean; asked: number };
  /** Somebody whose account has arrived. */
  person(own?: Partial<Account>): Promise<Person>;
  two(): Promise<readonly [Person, Person]>;
  /** Somebody whose account only auth knows yet. */
  newcomer(own?: Partial<Account>): Person;
  /** What the stream of accounts brings. */
  arrives(...accounts: readonly Account[]): Promise<void>;
  setStatus(person: Person, status: AccountStatus): Promise<void>;
  stop(): Promise<void>;
}

let lastId = firstIdAt(Date.now()) + Math.floor(Math.random() * 1_000_000) * 1_000;

/** The user service alone on a database and a port of its own, with an auth and a stream that the test is. */
export const startUser = async (own: Env = {}): Promise<User> => {
  const { db, url, drop } = await freshDatabase(migrations);
  const env = settingsOf(url, await freePort(), own);
  const baseUrl = `http://127.0.0.1:${env['CONCORD_INTERNAL_PORT']}`;
  const auth = new Map<Id, Account>();
  const world = { authAnswers: true, streamIsFresh: true, asked: 0 };
  let milliseconds = Date.now();
  const service = build(readUserConfig(env), {
    // Every look at the clock is one millisecond later: lists have an order.
    clock: () => new Date(milliseconds++),
    areAccountsFresh: () => Promise.resolve(world.streamIsFresh),
    readAccount: async (id) => {
      world.asked += 1;
      if (!world.authAnswers) throw errors.unavailable();
      return auth.get(id) ?? null;
    },
  });
  const parts = service.parts.filter(({ name }) => !/kafka|consumer/.test(name));
  const running = await startServices([{ ...service, parts }], env);

  const newcomer = (given: Partial<Account> = {}): Person => {
    lastId += 1;
    const username = oddWord();
    const account: Account = {
      ...{ id: lastId, username, displayName: `Person ${username}`, status: 'active', version: 1 },
      ...given,
    };
    auth.set(account.id, account);
    return {
      number: account.id,
      id: { id: String(account.id) },
      username: account.username,
      api: callerOf({ baseUrl, secret }, { id: account.id, sessionId: 1, roles: ['user'] }),
    };
  };
  const arrives = (...accounts: readonly Account[]) =>
    transaction(db, (tx) => applyAccounts(tx, accounts, { visibility: 'public', at: new Date() }));
  const accountOf = ({ number }: Person): Account => {
    const account = auth.get(number);
    if (!account) throw new Error('auth does not know this person');
    return account;
  };

  const person = async (given?: Partial<Account>): Promise<Person> => {
    const one = newcomer(given);
    await arrives(accountOf(one));
    return one;
  };

  return {
    db,
    auth,
    world,
    anonymous: callerOf({ baseUrl, secret }, null),
    internal: createInternalClient({ baseUrl, secret, timeoutMs: 30_000 }),
    newcomer,
    arrives,
    person,
    two: async () => [await person(), await person()],
    setStatus: async (person, status) => {
      const before = accountOf(person);
      auth.set(before.id, { ...before, status, version: before.version + 1 });
      await arrives(accountOf(person));
    },
    stop: async () => {
      await running.stop();
      await drop();
    },
  };
};

/** Of whom a list is, in its order. */
export const idsOf = ({ items }: { readonly items: readonly { readonly id: string }[] }): string[] =>
  items.map(({ id }) => id);

/** Runs calls all at once and gives the codes of those that failed. */
export const failuresOf = async (calls: readonly Promise<unknown>[]): Promise<unknown[]> => {
  const outcomes = await Promise.allSettled(calls);
  return outcomes.flatMap((outcome) =>
    outcome.status === 'rejected' ? [(outcome.reason as { code?: unknown }).code ?? outcome.reason] : [],
  );
};
