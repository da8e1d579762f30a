import { createHash } from 'node:crypto';
import { errors } from '@concord/contracts';
import type { RateLimiter, RatePolicy, Usage } from '@concord/platform';

/** OWASP ASVS 5.0, 6.3.1: guessing is limited for each account, and not only for each address that guesses. */
const guessPolicy: RatePolicy = { name: 'wrong-passwords', points: 10, seconds: 900 };

/**
 * Wrong passwords, counted by what was typed as login: the same for logins that nobody has. Username and address of one account are
 * counted apart, because counted together they would tell that they belong together; and who is kept out by strangers who guess
 * at the username, which is public, still gets in with the address (docs/decisions/limits-on-guessing.md).
 */
export interface Guesses {
  /** Throws `rate_limited` while there were too many; asked before a password is checked, and again when it was right. */
  assertOpen(login: string): Promise<void>;
  /** Counts a wrong one. Throws `rate_limited` where it was one too many, so that of many at once no more are answered. */
  countWrong(login: string): Promise<void>;
  /** Lets somebody in again who has proved by mail who they are. */
  forget(login: string): Promise<void>;
}

const keyOf = (login: string) => createHash('sha256').update(login.trim().toLowerCase()).digest('base64url');

const assertAdmitted = ({ admitted, resetSeconds }: Usage): void => {
  if (!admitted)
    throw errors.rateLimited('Too many wrong passwords for this login: wait, or choose a new password by mail', {
      retryAfter: resetSeconds,
    });
};

export const guesses = (limiter: Pick<RateLimiter, 'consume' | 'standing' | 'forget'>): Guesses => ({
  assertOpen: async (login) => assertAdmitted(await limiter.standing(guessPolicy, keyOf(login))),
  countWrong: async (login) => assertAdmitted(await limiter.consume(guessPolicy, keyOf(login))),
  forget: (login) => limiter.forget(guessPolicy, keyOf(login)),
});
