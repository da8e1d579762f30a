import { createHash, randomBytes } from 'node:crypto';
import { hour, minute } from './clock.ts';

/** What a token that was sent by mail is good for. */
export type Purpose = 'verify' | 'reset' | 'change_email';

/** From the moment that its mail is made. */
export const tokenLifetime = 60 * minute;

/** So long after it was asked for a mail is still made: nobody expects it later. */
export const requestLifetime = 24 * hour;

const bytes = 32;

/** 256 random bits, as they stand in a link. */
export const newOneTimeToken = (): string => randomBytes(bytes).toString('base64url');

/** What is stored of it. The token is random, so a fast hash without salt is enough. */
export const oneTimeHash = (token: string): Buffer => createHash('sha256').update(token).digest();
