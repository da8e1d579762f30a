import { contract } from '@concord/contracts';
import {
  cursorSealer,
  databasePart,
  leaseIds,
  mount,
  openDatabase,
  type Service,
  type Target,
} from '@concord/platform';
import * as handlers from './handlers.ts';
import { readAuthConfig, type AuthConfig } from './config.ts';
import { accessTokens } from './credentials/access-tokens.ts';
import { passwords } from './credentials/passwords.ts';
import type { Deps } from './deps.ts';
import type { Clock } from './domain/clock.ts';
import { exportSource } from './jobs/export-source.ts';
import { exportMaker, type ExportSource } from './jobs/make-exports.ts';
import { purge } from './jobs/purge.ts';

export interface Overrides {
  readonly clock?: Clock;
  /** Whom exports ask for rows. */
  readonly source?: ExportSource;
}

/** The auth service, not started: accounts, sessions, keys. */
export const build = (config: AuthConfig, overrides: Overrides = {}): Service => {
  const clock = overrides.clock ?? (() => new Date());
  const db = openDatabase(config.databaseUrl, { poolSize: config.poolSize });
  const deps: Deps = {
    db,
    clock,
    ids: leaseIds(db),
    passwords: passwords(config.passwordQueue),
    accessTokens: accessTokens({ issuer: config.issuer, keys: config.signingKeys }),
    cursors: cursorSealer(config.cursorSecret),
    emailVerification: config.emailVerification,
  };
  const source = overrides.source ?? exportSource({ db, urlOf: config.urlOf, secret: config.internalSecret });
  return {
    name: 'auth',
    routes: mount(contract.auth, handlers, deps),
    parts: [
      databasePart(db),
      deps.ids,
      deps.passwords,
      purge({ db, clock, intervalMs: config.purgeIntervalMs }),
      exportMaker({ db, clock, source }),
    ],
  };
};

export const target: Target = { name: 'auth', build: (env) => build(readAuthConfig(env)) };
