import { errors, type Id } from '@concord/contracts';
import type { Account } from './domain/account.ts';
import { passwordFault, type PasswordOwner } from './domain/password-rules.ts';
import { recently, type Session } from './domain/session.ts';

/** `required`: an account may log in only after its address was verified. */
export type EmailVerification = 'off' | 'required';

type Standing = Pick<Account, 'status' | 'emailVerifiedAt'>;
export type LoginDecision<A extends Standing> =
  | { readonly kind: 'welcome'; readonly account: A }
  | { readonly kind: 'credentials_wrong' }
  | { readonly kind: 'not_active' };

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
  return account.status === 'active' ? { kind: 'welcome', account } : { kind: 'not_active' };
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

/** What cannot be undone takes who has just proved that it is them. Throws `authentication_old`. */
export const assertRecent = (session: Pick<Session, 'authenticatedAt'> | undefined, now: Date): void => {
  const at = session?.authenticatedAt ?? null;
  if (at === null || now.getTime() - at.getTime() >= recently)
    throw errors.authenticationOld('Log in again, or confirm this session with your password');
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
