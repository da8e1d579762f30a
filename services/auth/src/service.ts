import { contract } from '@concord/contracts';
import {
  foundation,
  mailQueue,
  mount,
  openRateLimiter,
  openRedis,
  smtpTransport,
  type Db,
  type MailQueue,
  type Redis,
  type Service,
  type Target,
} from '@concord/platform';
import * as handlers from './handlers.ts';
import { archiveAllowance } from './archive-allowance.ts';
import { readAuthConfig, type AuthConfig } from './config.ts';
import { accessTokens } from './credentials/access-tokens.ts';
import { guesses } from './credentials/guesses.ts';
import { passwords } from './credentials/passwords.ts';
import { erased } from './consumers/erased.ts';
import type { Deps } from './deps.ts';
import type { Clock } from './domain/clock.ts';
import { exportSource } from './jobs/export-source.ts';
import { exportMaker, type ExportSource } from './jobs/make-exports.ts';
import { purge } from './jobs/purge.ts';
import { authErasure } from './store/erasure.ts';
import { watchDeletions } from './jobs/watch-deletions.ts';
import { restoreEnded } from './jobs/restore-ended.ts';
import { composer } from './jobs/compose-mails.ts';
import { mailAllowance } from './mails/allowance.ts';
import { mailsOf } from './mails/mails.ts';
import { configuredProviders } from './providers/configured.ts';
import { oauthFlows } from './store/oauth-flows.ts';

export interface Overrides {
  readonly clock?: Clock;
  /** Whom exports ask for rows. */
  readonly source?: ExportSource;
}

const mailsFor = ({ smtpUrl, from, publicUrl }: AuthConfig['mail'], db: Db, clock: Clock): MailQueue =>
  mailQueue({
    ...{ name: 'auth', db, clock },
    transport: smtpUrl === undefined ? null : smtpTransport({ url: smtpUrl, from }),
    compose: composer({ db, clock, publicUrl }),
  });

const standOn = (config: AuthConfig, { clock }: Overrides) =>
  foundation({
    ...{ name: 'auth', databaseUrl: config.databaseUrl, poolSize: config.poolSize, brokers: config.brokers },
    ...{ cursorSecret: config.cursorSecret, ...(clock !== undefined && { clock }) },
    consumers: (common) => [erased(common.clock)],
  });

/** Logging in by others: the configured providers, where a login may return to, and what is kept on the way. */
const loginsElsewhere = ({ oauth, issuer }: AuthConfig, redis: Redis | null, clock: Clock) => ({
  providers: configuredProviders(oauth.providers, { origin: new URL(issuer).origin, timeoutMs: oauth.timeoutMs }),
  returnUrls: oauth.returnUrls,
  flows: oauthFlows(redis, clock),
});

/** The auth service, not started: accounts, sessions, keys. */
export const build = (config: AuthConfig, overrides: Overrides = {}): Service => {
  const { parts, ...base } = standOn(config, overrides);
  const { db, clock } = base;
  const limiter = openRateLimiter(config.redisUrl);
  const mails = mailsFor(config.mail, db, clock);
  const redis = config.oauth.redisUrl === undefined ? null : openRedis(config.oauth.redisUrl);
  const deps: Deps = {
    ...base,
    passwords: passwords(config.passwordQueue),
    accessTokens: accessTokens({ issuer: config.issuer, keys: config.signingKeys }),
    emailVerification: config.emailVerification,
    mails: mailsOf(mails, mailAllowance(limiter)),
    guesses: guesses(limiter),
    countFetch: archiveAllowance(limiter),
    ...loginsElsewhere(config, redis, clock),
  };
  const source = overrides.source ?? exportSource({ db, urlOf: config.urlOf, secret: config.internalSecret });
  return {
    name: 'auth',
    routes: mount(contract.auth, handlers, deps),
    parts: [
      ...(redis === null ? [] : [redis]),
      ...[limiter, ...parts, deps.passwords, authErasure.worker(db, config.erasureSettleMs)],
      watchDeletions({ db, clock }),
      ...[purge({ db, clock, intervalMs: config.purgeIntervalMs }), restoreEnded(deps), mails.part],
      exportMaker({ db, clock, source }),
    ],
  };
};

export const target: Target = { name: 'auth', build: (env) => build(readAuthConfig(env)) };
