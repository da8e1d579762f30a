import type { Cursors, Db, Ids } from '@concord/platform';
import type { AccessTokens } from './credentials/access-tokens.ts';
import type { ArchiveAllowance } from './archive-allowance.ts';
import type { Guesses } from './credentials/guesses.ts';
import type { Passwords } from './credentials/passwords.ts';
import type { Clock } from './domain/clock.ts';
import type { Mails } from './mails/mails.ts';
import type { EmailVerification } from './policy.ts';
import type { Provider } from './providers/provider.ts';
import type { OauthFlows } from './store/oauth-flows.ts';

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
  /** The configured ones, by name. */
  readonly providers: ReadonlyMap<string, Provider>;
  /** Where a login by one of them may return to. */
  readonly returnUrls: readonly string[];
  readonly flows: OauthFlows;
  readonly guesses: Guesses;
  readonly countFetch: ArchiveAllowance;
}
