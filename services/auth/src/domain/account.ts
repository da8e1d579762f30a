import type { AccountStatus, Id } from '@concord/contracts';

/** An account as this service keeps it. */
export interface Account {
  readonly id: Id;
  readonly username: string;
  /** Lower case. */
  readonly email: string;
  readonly displayName: string;
  /** A PHC string; null for an account that has no password. */
  readonly passwordHash: string | null;
  readonly status: AccountStatus;
  readonly roles: readonly string[];
  readonly emailVerifiedAt: Date | null;
  readonly createdAt: Date;
  readonly version: number;
}

interface SignUp {
  readonly id: Id;
  readonly username: string;
  readonly email: string;
  readonly displayName: string;
  readonly passwordHash: string | null;
  readonly at: Date;
}

/** The account that a sign-up makes: active, an ordinary user, its address not verified. */
export const newAccount = ({ at, email, ...given }: SignUp): Account => ({
  ...given,
  email: normalEmail(email),
  status: 'active',
  roles: ['user'],
  emailVerifiedAt: null,
  createdAt: at,
  version: 1,
});

/** Addresses that differ only in case are one address here, as every large provider treats them (RFC 5321 section 2.4 allows more). */
export const normalEmail = (email: string): string => email.toLowerCase();

/** What somebody typed to log in. A username cannot contain an @. */
export type Login = { readonly email: string } | { readonly username: string };

export const readLogin = (typed: string): Login => {
  const text = typed.trim().toLowerCase();
  return text.includes('@') ? { email: text } : { username: text };
};
