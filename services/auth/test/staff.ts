import type { Api } from '@concord/client';
import type { Role } from '@concord/contracts';
import type { Auth } from './auth.ts';

export interface Member {
  readonly id: string;
  readonly username: string;
  readonly email: string;
  readonly password: string;
  readonly api: Api;
  readonly sessionId: string;
  readonly refreshToken: string;
}

/** Somebody with an account and a session, and these roles beside `user`. */
export const member = async (auth: Auth, ...roles: Exclude<Role, 'user'>[]): Promise<Member> => {
  const account = await auth.signUp();
  await auth
    .db('users')
    .where({ username: account.username })
    .update({ roles: JSON.stringify(['user', ...roles]) });
  const { tokens, api } = await auth.logIn(account);
  const { accountId: id, sessionId, refreshToken } = tokens;
  const { username, password } = account;
  return { id, username, email: account.email.toLowerCase(), password, api, sessionId, refreshToken };
};

export const statusOf = async (auth: Auth, id: string): Promise<unknown> => (await auth.row('users', { id }))['status'];
