import type { Cursors, Db, Ids } from '@concord/platform';
import type { AccessTokens } from './credentials/access-tokens.ts';
import type { Guesses } from './credentials/guesses.ts';
import type { Passwords } from './credentials/passwords.ts';
import type { Clock } from './domain/clock.ts';
import type { Mails } from './mails/mails.ts';
import type { EmailVerification } from './policy.ts';

/** What the operations of this service work with. */
export interface Deps {
  readonly db: Db;
  readonly ids: Ids;
  readonly clock: Clock;
  readonly passwords: Passwords;
  readonly accessTokens: AccessTokens;
  readonly cursors: Cursors;
  readonly emailVerification: EmailVerification;
  readonly mails: Mails;
  readonly guesses: Guesses;
}
