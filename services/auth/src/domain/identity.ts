import type { Id, OauthProvider } from '@concord/contracts';
import type { AccountStatus } from '@concord/contracts';

/** Somebody as a provider tells of them. */
export interface Told {
  readonly provider: OauthProvider;
  /** Names them at this provider, for ever: together they are the key of an identity. */
  readonly subject: string;
  /** Lower case; null where the provider tells none. */
  readonly email: string | null;
  /** The provider says that it has verified the address. */
  readonly emailVerified: boolean;
  /** What they are called there: their handle before their name; null where the provider tells none. */
  readonly handle: string | null;
  readonly name: string | null;
}

/** What providers say of addresses. Facebook's documentation promises nothing, so its word counts for nothing. */
export const vouches: Readonly<Record<OauthProvider, boolean>> = { google: true, github: true, facebook: false };

/** A way to log in that an account has besides its password. */
export interface Identity {
  readonly id: Id;
  readonly userId: Id;
  readonly provider: OauthProvider;
  readonly subject: string;
  readonly email: string | null;
  readonly createdAt: Date;
  readonly lastUsedAt: Date;
}

export const newIdentity = (id: Id, userId: Id, { provider, subject, email }: Told, at: Date): Identity => ({
  ...{ id, userId, provider, subject, email },
  ...{ createdAt: at, lastUsedAt: at },
});

type Standing = { readonly status: AccountStatus; readonly emailVerifiedAt: Date | null };

export type IdentityDecision<A extends Standing> =
  /** The account that has the identity, whatever address the provider tells now. */
  | { readonly kind: 'log_in'; readonly account: A }
  /** The provider and we have verified the same address: one person. */
  | { readonly kind: 'link'; readonly account: A }
  /** Whoever made the account never proved the address: it loses what they could come back with, and is linked. */
  | { readonly kind: 'take_over'; readonly account: A }
  | { readonly kind: 'sign_up'; readonly email: string; readonly isVerified: boolean }
  | { readonly kind: 'refuse'; readonly error: Refusal };
type Refusal = 'account_not_active' | 'email_missing' | 'email_unverified' | 'link_required';

const refuse = (error: Refusal) => ({ kind: 'refuse', error }) as const;

/** What stands against entering an account that was found by an address. */
const meet = <A extends Standing>(holder: A, mayVouch: boolean): IdentityDecision<A> => {
  if (!mayVouch) return refuse('link_required');
  if (holder.status !== 'active') return refuse('account_not_active');
  return { kind: holder.emailVerifiedAt === null ? 'take_over' : 'link', account: holder };
};

/**
 * What becomes of who comes back from a provider (docs/decisions/linking-identities.md). `known` is the account that has this identity, `holder` the
 * one that has this address. Account pre-hijacking is why an address that nobody verified here gives no right (arXiv 2205.10174).
 */
export const decideIdentity = <A extends Standing>(
  told: Pick<Told, 'provider' | 'email' | 'emailVerified'>,
  known: A | undefined,
  holder: A | undefined,
): IdentityDecision<A> => {
  if (known !== undefined)
    return known.status === 'active' ? { kind: 'log_in', account: known } : refuse('account_not_active');
  if (told.email === null) return refuse('email_missing');
  const mayVouch = vouches[told.provider];
  if (mayVouch && !told.emailVerified) return refuse('email_unverified');
  return holder === undefined ? { kind: 'sign_up', email: told.email, isVerified: mayVouch } : meet(holder, mayVouch);
};

/** How many ways to log in are left when one goes. */
export const credentialsLeft = (hasPassword: boolean, identities: number): number =>
  (hasPassword ? 1 : 0) + identities - 1;

const titles: Readonly<Record<OauthProvider, string>> = { google: 'Google', github: 'GitHub', facebook: 'Facebook' };

/** A provider as people call it. */
export const titleOf = (provider: OauthProvider): string => titles[provider];
