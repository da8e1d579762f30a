import { contract } from '@concord/contracts';
import {
  cursorSealer,
  databasePart,
  leaseIds,
  mailQueue,
  mount,
  openDatabase,
  openKafka,
  openRedis,
  runConsumers,
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
import { erased } from './consumers/erased.ts';
import type { Deps } from './deps.ts';
import type { Clock } from './domain/clock.ts';
import { exportSource } from './jobs/export-source.ts';
import { exportMaker, type ExportSource } from './jobs/make-exports.ts';
import { purge } from './jobs/purge.ts';
import { authErasure } from './store/erasure.ts';
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
    ...{ name: 'auth', db, clock: { now: clock } },
    transport: smtpUrl === undefined ? null : smtpTransport({ url: smtpUrl, from }),
    compose: composer({ db, clock, publicUrl }),
  });

/** The auth service, not started: accounts, sessions, keys. */
export const build = (config: AuthConfig, overrides: Overrides = {}): Service => {
  const clock = overrides.clock ?? (() => new Date());
  const db = openDatabase(config.databaseUrl, { poolSize: config.poolSize });
  const limiter = openRateLimiter(config.redisUrl);
  const mails = mailsFor(config.mail, db, clock);
  const { providers, returnUrls, timeoutMs, redisUrl } = config.oauth;
  const redis = redisUrl === undefined ? null : openRedis(redisUrl);
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
    providers: configuredProviders(providers, { origin: new URL(config.issuer).origin, timeoutMs }),
    returnUrls,
    flows: oauthFlows(redis, clock),
  };
  const kafka = openKafka({ brokers: config.brokers, clientId: 'concord-auth' });
  const consumers = runConsumers({ service: 'auth', db, kafka, consumers: [erased(clock)] });
  const source = overrides.source ?? exportSource({ db, urlOf: config.urlOf, secret: config.internalSecret });
  return {
    name: 'auth',
    routes: mount(contract.auth, handlers, deps),
    parts: [
      ...(redis === null ? [] : [redis]),
      limiter,
      ...[databasePart(db), deps.ids, deps.passwords, kafka, consumers, authErasure.worker(db, config.erasureSettleMs)],
      ...[purge({ db, clock, intervalMs: config.purgeIntervalMs }), restoreEnded(deps), mails.part],
      exportMaker({ db, clock, source }),
    ],
  };
};

export const target: Target = { name: 'auth', build: (env) => build(readAuthConfig(env)) };
