import { errors, type Id, type OauthError } from '@concord/contracts';
import type { Account } from './domain/account.ts';
import { credentialsLeft } from './domain/identity.ts';
import { secondsUntilNext, type Export } from './domain/export.ts';
import { passwordFault, type PasswordOwner } from './domain/password-rules.ts';
import { isAlive, recently, type Session } from './domain/session.ts';
import type { Provider } from './providers/provider.ts';

/** `required`: an account may log in only after its address was verified. */
export type EmailVerification = 'off' | 'required';

type Standing = Pick<Account, 'status' | 'emailVerifiedAt'>;
export type LoginDecision<A extends Standing> =
  | { readonly kind: 'welcome'; readonly account: A }
  | { readonly kind: 'credentials_wrong' }
  | { readonly kind: 'not_active'; readonly account: A };

/**
 * Who brings the right password of an active account is welcome; a suspended or banned one is told so, but only after the right password.
 * Where verification is required, an account that is not verified is answered as if the password were wrong: anything else would
 * tell a stranger who just signed up with an address whether it was already known.
 */
export const decideLogin = <A extends Standing>(
  account: A | undefined,
  passwordIsRight: boolean,
  verification: EmailVerification,
): LoginDecision<A> => {
  if (account === undefined || !passwordIsRight || account.status === 'deleted') return { kind: 'credentials_wrong' };
  if (verification === 'required' && account.emailVerifiedAt === null) return { kind: 'credentials_wrong' };
  return account.status === 'active' ? { kind: 'welcome', account } : { kind: 'not_active', account };
};

/** What stands against entering an account by another provider; null where nothing does. The same as `decideLogin` says of a password. */
export const mayEnter = (account: Standing, verification: EmailVerification): OauthError | null => {
  if (account.status !== 'active') return 'account_not_active';
  return verification === 'required' && account.emailVerifiedAt === null ? 'email_unverified' : null;
};

/** Throws `not_found` for a provider that this deployment has no settings for. */
export const assertConfigured = (name: string, providers: ReadonlyMap<string, Provider>): Provider => {
  const provider = providers.get(name);
  if (provider === undefined) throw errors.notFound(`Logging in by ${name} is not configured here`);
  return provider;
};

/** Something must be left to log in with. Throws `last_credential`. */
export const assertKeepsCredential = (
  account: Pick<Account, 'passwordHash'> | undefined,
  identities: readonly unknown[],
): void => {
  if (credentialsLeft((account?.passwordHash ?? null) !== null, identities.length) < 1) throw errors.lastCredential();
};

/**
 * Whose address is told to services that mail them about what happened, which they have asked for. Where verification is required, only
 * verified addresses; where it is off, addresses count as they were typed, here as for logging in (docs/decisions/mailed-addresses.md).
 */
export const mayBeMailed = (account: Standing, verification: EmailVerification): boolean =>
  account.status === 'active' && (verification === 'off' || account.emailVerifiedAt !== null);

/** A session belongs to the account that opened it; for everybody else it does not exist. */
export const mayEnd = <S extends Pick<Session, 'userId'>>(actorId: Id, session: S | undefined): session is S =>
  session?.userId === actorId;

/** Whoever has proved an address may verify it; once is enough. */
export const isToBeVerified = <A extends Standing>(account: A | undefined): account is A =>
  account !== undefined && account.status !== 'deleted' && account.emailVerifiedAt === null;

/** Nobody has proved the address yet: whoever made the account may have typed that of somebody else. */
export const isUnproved = ({ emailVerifiedAt }: Pick<Account, 'emailVerifiedAt'>): boolean => emailVerifiedAt === null;

/**
 * A new password may be chosen by mail also where the address is not verified (the mail does that), where the account has no password, and where it is
 * suspended: it lets nobody in who may not.
 */
export const mayReset = <A extends Pick<Account, 'status'>>(account: A | undefined): account is A =>
  account !== undefined && account.status !== 'deleted';

/** Where no mail is sent, nothing can be proved by one. Throws `not_found`. */
export const assertSendsMail = ({ on }: { readonly on: boolean }): void => {
  if (!on) throw errors.notFound('This deployment sends no mail');
};

type Proving = Pick<Session, 'userId' | 'authenticatedAt' | 'lastUsedAt' | 'expiresAt' | 'revokedAt'>;

/** Whoever has an active account and a session of it that goes on. Throws `unauthenticated`. */
const assertInside = <A extends Pick<Account, 'id' | 'status'>>(
  account: A | undefined,
  session: Proving | undefined,
  now: Date,
): A => {
  if (account?.status !== 'active') throw errors.unauthenticated('This account is not active any more');
  if (session?.userId !== account.id || !isAlive(session, now)) throw errors.unauthenticated('This session has ended');
  return account;
};

/**
 * What cannot be undone takes who has just proved that it is them, in a session that goes on. Throws `unauthenticated` where it or the account
 * has ended, `authentication_old`. Gives the account.
 */
export const assertProves = <A extends Pick<Account, 'id' | 'status'>>(
  account: A | undefined,
  session: Proving | undefined,
  now: Date,
): A => {
  const inside = assertInside(account, session, now);
  const at = session?.authenticatedAt ?? null;
  if (at === null || now.getTime() - at.getTime() >= recently)
    throw errors.authenticationOld('Log in again, or confirm this session with your password');
  return inside;
};

/** The last admin stays: throws `last_admin` for an admin beside whom there is no other. */
export const assertMayLeave = (id: Id, activeAdmins: readonly Id[]): void => {
  if (activeAdmins.length === 1 && activeAdmins.includes(id)) throw errors.lastAdmin();
};

/**
 * Everything of an account is much work, and much to lose: there are few exports a day, but for those that failed and those of the operator.
 * Throws `rate_limited`.
 */
export const assertMayExport = (
  earlier: readonly Pick<Export, 'requestedAt' | 'failedAt' | 'byOperator'>[],
  now: Date,
): void => {
  const seconds = secondsUntilNext(
    earlier
      .filter(({ failedAt, byOperator }) => failedAt === null && !byOperator)
      .map(({ requestedAt }) => requestedAt),
    now,
  );
  if (seconds > 0) throw errors.rateLimited('That was asked for too often today', { retryAfter: seconds });
};

/** Throws `password_weak` with the reason for a password that this account may not choose. */
export const assertMayChoose = (
  password: string,
  owner: PasswordOwner,
  isCommon: (lowerCasePassword: string) => boolean,
): void => {
  const fault = passwordFault(password, owner, isCommon);
  if (fault === 'common') throw errors.passwordWeak();
  if (fault === 'personal') throw errors.passwordWeak('The password must not be your username or e-mail address');
};
