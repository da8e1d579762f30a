import { createHmac } from 'node:crypto';
import { type Api, ApiError } from '@concord/client';
import type { Person } from './community/community.ts';
import { patiently } from './patience.ts';

/** A person of the sample community with an account on the platform. */
export interface Member {
  readonly id: string;
  /** Calls as this person; logs in again when the access token has expired. */
  readonly does: <Result>(call: (own: Api) => Promise<Result>, passing?: readonly string[]) => Promise<Result>;
}

export interface Passwords {
  /** The password of the sample logins, told to the reader. */
  readonly password: string;
  /** What the other people's passwords are derived from, so that an interrupted import can go on. */
  readonly secret: string;
  readonly sampleLogins: readonly string[];
}

/** The password of one person of the sample community. */
export const passwordOf = (username: string, { password, secret, sampleLogins }: Passwords): string =>
  sampleLogins.includes(username)
    ? password
    : createHmac('sha256', secret).update(`sample community\n${username}`).digest('base64url');

const signUp = async (api: Api, person: Person, password: string): Promise<boolean> => {
  const { email, username, displayName } = person;
  try {
    await patiently(() => api.createAccount({ body: { email, username, displayName, password } }));
    return true;
  } catch (failure) {
    if (failure instanceof ApiError && failure.code === 'username_taken') return false;
    throw failure;
  }
};

/** Signs the person up, or logs in where that was done before. Rejects with `credentials_wrong` when somebody else holds the username. */
export async function join(
  api: Api,
  person: Person,
  passwords: Passwords,
): Promise<Member & { readonly isNew: boolean }> {
  const password = passwordOf(person.username, passwords);
  const isNew = await signUp(api, person, password);
  const logIn = () => patiently(() => api.createSession({ body: { login: person.username, password } }));
  const { accountId, accessToken } = await logIn();
  let own = api.as(accessToken);
  const does: Member['does'] = (call, passing = []) =>
    patiently(
      () =>
        call(own).catch(async (failure: unknown) => {
          if (!(failure instanceof ApiError) || failure.code !== 'unauthenticated') throw failure;
          own = api.as((await logIn()).accessToken);
          return call(own);
        }),
      { passing },
    );
  return { id: accountId, does, isNew };
}
