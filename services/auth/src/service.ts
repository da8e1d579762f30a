import { contract } from '@concord/contracts';
import {
  cursorSealer,
  databasePart,
  leaseIds,
  mount,
  openDatabase,
  openRedis,
  type Service,
  type Target,
} from '@concord/platform';
import * as handlers from './handlers.ts';
import { readAuthConfig, type AuthConfig } from './config.ts';
import { accessTokens } from './credentials/access-tokens.ts';
import { passwords } from './credentials/passwords.ts';
import type { Deps } from './deps.ts';
import type { Clock } from './domain/clock.ts';
import { purge } from './jobs/purge.ts';
import { configuredProviders } from './providers/configured.ts';
import { oauthFlows } from './store/oauth-flows.ts';

export interface Overrides {
  readonly clock?: Clock;
}

/** The auth service, not started: accounts, sessions, keys. */
export const build = (config: AuthConfig, { clock = () => new Date() }: Overrides = {}): Service => {
  const db = openDatabase(config.databaseUrl, { poolSize: config.poolSize });
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
    providers: configuredProviders(providers, { origin: new URL(config.issuer).origin, timeoutMs }),
    returnUrls,
    flows: oauthFlows(redis, clock),
  };
  return {
    name: 'auth',
    routes: mount(contract.auth, handlers, deps),
    parts: [
      ...(redis === null ? [] : [redis]),
      ...[databasePart(db), deps.ids, deps.passwords],
      purge({ db, clock, intervalMs: config.purgeIntervalMs }),
    ],
  };
};

export const target: Target = { name: 'auth', build: (env) => build(readAuthConfig(env)) };
