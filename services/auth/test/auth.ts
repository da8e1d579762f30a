import { generateKeyPairSync } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { ApiError, createInternalClient, type Api, type InternalApi } from '@concord/client';
import { startServices, type Actor, type Db, type Env } from '@concord/platform';
import { anAccount, callerHeaders, callerOf, freePort, freshDatabase } from '@concord/testkit';
import { decodeJwt } from 'jose';
import { readAuthConfig } from '../src/config.ts';
import { build, type Overrides } from '../src/service.ts';

const secret = 'the-internal-secret-of-a-test';
const migrations = fileURLToPath(new URL('../migrations', import.meta.url));

/** A private ES256 key as `CONCORD_SIGNING_KEYS` takes it. */
export const aSigningKey = (kid?: string): Record<string, unknown> => ({
  ...generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' }),
  ...(kid !== undefined && { kid }),
});

export const settingsOf = (databaseUrl: string, port: number, own: Env = {}): Env => ({
  CONCORD_AUTH_DATABASE_URL: databaseUrl,
  CONCORD_KAFKA_BROKERS: '127.0.0.1:1',
  CONCORD_SIGNING_KEYS: JSON.stringify([aSigningKey('signs'), aSigningKey('retired')]),
  CONCORD_CURSOR_SECRET: 'the-cursor-secret-of-a-test',
  CONCORD_INTERNAL_SECRET: secret,
  CONCORD_INTERNAL_PORT: String(port),
  CONCORD_LOG_LEVEL: 'error',
  ...own,
});

/** A row as MySQL has it. */
export interface Row {
  readonly [column: string]: unknown;
}

export interface Auth {
  readonly db: Db;
  readonly url: string;
  readonly anonymous: Api;
  readonly internal: InternalApi;
  rows(table: string, where?: object): Promise<readonly Row[]>;
  /** The first row there is. */
  row(table: string, where: object): Promise<Row>;
  /** Moves the service's clock on. */
  advance(milliseconds: number): void;
  /** Somebody who has signed up, with what it took. */
  signUp(own?: Parameters<typeof anAccount>[0]): Promise<ReturnType<typeof anAccount>>;
  /** A session of somebody, and the API as seen with its access token. */
  logIn(person: { username: string; password: string }): Promise<{ tokens: Tokens; api: Api }>;
  /** The same by the code of a login at a provider. */
  logInByCode(proof: { code: string; verifier: string }): Promise<{ tokens: Tokens; api: Api }>;
  /** Goes to an address as a browser does through the gateway, and follows nothing. */
  navigate(path: string, headers?: Record<string, string>): Promise<Response>;
  stop(): Promise<void>;
}
type Tokens = Awaited<ReturnType<Api['createSession']>>;

/** The caller that the gateway would make of an access token. */
const actorOf = (accessToken: string): Actor => {
  const { sub, sid, roles } = decodeJwt<{ sid: string; roles: string[] }>(accessToken);
  return { id: Number(sub), sessionId: Number(sid), roles };
};

/** The auth service alone on a database and a port of its own. */
export const startAuth = async (own: Env = {}, overrides: Overrides = {}): Promise<Auth> => {
  const { db, url, drop } = await freshDatabase(migrations);
  const env = settingsOf(url, await freePort(), own);
  const baseUrl = `http://127.0.0.1:${env['CONCORD_INTERNAL_PORT']}`;
  let now = Date.now();
  const service = build(readAuthConfig(env), { clock: { now: () => new Date(now) }, ...overrides });
  // Kafka is never reached: what arrives the test brings itself.
  const parts = service.parts.filter(({ name }) => !/kafka|consumer|erasure/.test(name));
  const running = await startServices([{ ...service, parts }], env);
  const anonymous = callerOf({ baseUrl, secret }, null);
  const rows = (table: string, where: object = {}) => db(table).where(where).orderBy('id').select<Row[]>();
  return {
    rows,
    row: async (table, where) => {
      const [first] = await rows(table, where);
      if (first === undefined) throw new Error(`there is no such row in ${table}`);
      return first;
    },
    db,
    url: baseUrl,
    anonymous,
    internal: createInternalClient({ baseUrl, secret }),
    advance: (milliseconds) => {
      now += milliseconds;
    },
    signUp: async (own = {}) => {
      const account = anAccount(own);
      await anonymous.createAccount({ body: account });
      return account;
    },
    logIn: async ({ username, password }) => {
      const tokens = await anonymous.createSession({ body: { login: username, password } });
      return { tokens, api: callerOf({ baseUrl, secret }, actorOf(tokens.accessToken)) };
    },
    logInByCode: async ({ code, verifier }) => {
      const tokens = await anonymous.createSession({ body: { code, verifier } });
      return { tokens, api: callerOf({ baseUrl, secret }, actorOf(tokens.accessToken)) };
    },
    navigate: (path, headers = {}) =>
      fetch(`${baseUrl}${path}`, {
        headers: { ...headers, ...callerHeaders(null, secret) },
        redirect: 'manual',
      }),
    stop: async () => {
      await running.stop();
      await drop();
    },
  };
};

/** Runs a call many times at once and gives the outcomes. */
export const atOnce = <T>(times: number, call: (index: number) => Promise<T>): Promise<PromiseSettledResult<T>[]> =>
  Promise.allSettled(Array.from({ length: times }, (_, index) => call(index)));

export const succeeded = <T>(outcomes: readonly PromiseSettledResult<T>[]): T[] =>
  outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));

/** What a failure is called: its code, or the failure itself where it has none. */
export const codeOf = (failure: unknown): unknown => (failure instanceof ApiError ? failure.code : failure);

export const codesOf = (outcomes: readonly PromiseSettledResult<unknown>[]): unknown[] =>
  outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [codeOf(outcome.reason)] : []));
