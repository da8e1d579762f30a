import { randomBytes } from 'node:crypto';
import type { Api } from '@concord/client';
import { openDatabase, type Db } from '@concord/platform';

type Env = Readonly<Record<string, string | undefined>>;

/** Somebody whom a measurement needs. */
export type BenchAccount = {
  readonly id: number;
  readonly username: string;
  readonly password: string;
  readonly api: Api;
};

export const openDatabaseOf = (env: Env, service: string): Db =>
  openDatabase(env[`CONCORD_${service.toUpperCase()}_DATABASE_URL`] ?? '', { poolSize: 1, statementTimeoutMs: 60_000 });

/** Somebody with an account; at the end the account is a deleted one. */
export const account = async (api: Api, name: string): Promise<BenchAccount> => {
  const username = `${name}_${randomBytes(4).toString('hex')}`;
  const password = randomBytes(12).toString('base64url');
  await api.createAccount({ body: { email: `${username}@concord.local`, username, password, displayName: name } });
  const { accessToken, accountId } = await api.createSession({ body: { login: username, password } });
  return { id: Number(accountId), username, password, api: api.as(accessToken) };
};

export const closeAccount = (auth: Db, id: number) =>
  auth('users')
    .where({ id })
    .update({ status: 'deleted', version: auth.raw('version + 1') });

/** The same account as a moderator, with a token that says so. */
export const asModerator = async (api: Api, auth: Db, { id, username, password }: BenchAccount): Promise<Api> => {
  await auth('users')
    .where({ id })
    .update({ roles: '["user", "moderator"]', version: auth.raw('version + 1') });
  const { accessToken } = await api.createSession({ body: { login: username, password } });
  return api.as(accessToken);
};
