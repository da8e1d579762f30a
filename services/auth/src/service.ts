import { contract } from '@concord/contracts';
import {
  cursorSealer,
  databasePart,
  leaseIds,
  mailQueue,
  mount,
  openDatabase,
  openRateLimiter,
  smtpTransport,
  type Db,
  type MailQueue,
  type Service,
  type Target,
} from '@concord/platform';
import * as handlers from './handlers.ts';
import { readAuthConfig, type AuthConfig } from './config.ts';
import { accessTokens } from './credentials/access-tokens.ts';
import { guesses } from './credentials/guesses.ts';
import { passwords } from './credentials/passwords.ts';
import type { Deps } from './deps.ts';
import type { Clock } from './domain/clock.ts';
import { purge } from './jobs/purge.ts';
import { composer } from './jobs/compose-mails.ts';
import { mailAllowance } from './mails/allowance.ts';
import { mailsOf } from './mails/mails.ts';

export interface Overrides {
  readonly clock?: Clock;
}

const mailsFor = ({ smtpUrl, from, publicUrl }: AuthConfig['mail'], db: Db, clock: Clock): MailQueue =>
  mailQueue({
    ...{ name: 'auth', db, clock: { now: clock } },
    transport: smtpUrl === undefined ? null : smtpTransport({ url: smtpUrl, from }),
    compose: composer({ db, clock, publicUrl }),
  });

/** The auth service, not started: accounts, sessions, keys. */
export const build = (config: AuthConfig, { clock = () => new Date() }: Overrides = {}): Service => {
  const db = openDatabase(config.databaseUrl, { poolSize: config.poolSize });
  const limiter = openRateLimiter(config.redisUrl);
  const mails = mailsFor(config.mail, db, clock);
  const deps: Deps = {
    db,
    clock,
    ids: leaseIds(db),
    passwords: passwords(config.passwordQueue),
    accessTokens: accessTokens({ issuer: config.issuer, keys: config.signingKeys }),
    cursors: cursorSealer(config.cursorSecret),
    emailVerification: config.emailVerification,
    mails: mailsOf(mails, mailAllowance(limiter)),
    guesses: guesses(limiter),
  };
  return {
    name: 'auth',
    routes: mount(contract.auth, handlers, deps),
    parts: [
      ...[limiter, databasePart(db), deps.ids, deps.passwords],
      ...[purge({ db, clock, intervalMs: config.purgeIntervalMs }), mails.part],
    ],
  };
};

export const target: Target = { name: 'auth', build: (env) => build(readAuthConfig(env)) };
