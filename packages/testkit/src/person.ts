import type { Api, TokenSet } from '@concord/client';
import { anAccount } from './factories.ts';

export interface Person {
  readonly id: string;
  readonly email: string;
  readonly username: string;
  readonly displayName: string;
  readonly password: string;
  readonly tokens: TokenSet;
  /** The API with this person's session. */
  readonly api: Api;
}

/** Signs somebody up and logs them in. */
export const person = async (api: Api, own: Parameters<typeof anAccount>[0] = {}): Promise<Person> => {
  const account = anAccount(own);
  const { email, username, displayName, password } = account;
  await api.createAccount({ body: account });
  const tokens = await api.createSession({ body: { login: username, password } });
  return { id: tokens.accountId, email, username, displayName, password, tokens, api: api.as(tokens.accessToken) };
};
