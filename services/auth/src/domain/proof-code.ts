import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Id, OauthProvider } from '@concord/contracts';
import { minute, second } from './clock.ts';
import type { Told } from './identity.ts';

/** How long somebody may take at a provider. */
export const flowLifetime = 10 * minute;
/** How long an application may take to exchange the code that the browser brought. */
export const codeLifetime = 60 * second;

/** A login at a provider that has begun. */
export interface Flow {
  readonly provider: OauthProvider;
  readonly returnTo: string;
  readonly intent: 'login' | 'link';
  /** S256 of what the application keeps. */
  readonly challenge: string;
  /** What our own PKCE challenge to the provider was made of. */
  readonly verifier: string;
}

/** By what somebody came in, and how often all access tokens of the account had been revoked by then: what is different later ends it. */
export interface Entrance {
  readonly identityId: Id;
  readonly timesRevoked: number;
}

/** What a code is good for. */
export type Proof = { readonly challenge: string } & (
  | { readonly kind: 'login'; readonly accountId: Id; readonly entrance: Entrance }
  | { readonly kind: 'link'; readonly told: Told }
);

/** 256 random bits in base64url: states, codes and cookies. */
export const newSecret = (): string => randomBytes(32).toString('base64url');
export const isSecret = (text: string | null): text is string => text !== null && /^[A-Za-z0-9_-]{43}$/.test(text);

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();

/** What is stored of secrets. They are random, so a fast hash without salt is enough. */
export const fingerprint = (...secrets: readonly string[]): string => sha256(secrets.join('.')).toString('hex');

/** Did whoever brings this verifier begin the login? S256 of RFC 7636 section 4.6. */
export const isVerifierOf = (verifier: string, challenge: string): boolean => {
  const [made, given] = [sha256(verifier), Buffer.from(challenge, 'base64url')];
  return made.length === given.length && timingSafeEqual(made, given);
};

/** Where the browser goes back to, and with what. */
export const returnAddress = (returnTo: string, told: Readonly<Record<string, string>>): string => {
  const address = new URL(returnTo);
  for (const [name, value] of Object.entries(told)) address.searchParams.set(name, value);
  return address.href;
};
