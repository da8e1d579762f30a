import { contract } from '@concord/contracts';
import {
  cursorSealer,
  databasePart,
  mount,
  openDatabase,
  openKafka,
  openRedis,
  runConsumers,
  type Service,
  type Target,
} from '@concord/platform';
import { readUserConfig, type UserConfig } from './config.ts';
import { accounts } from './consumers/accounts.ts';
import { forgetChangedProfiles } from './consumers/profile-cache.ts';
import * as handlers from './handlers.ts';
import { accountsOf, type ReadAccount } from './people/accounts.ts';
import { openPeople } from './people/people.ts';
import { userErasure } from './store/erasure.ts';

/** What tests bring of their own. */
export interface Overrides {
  readonly clock?: () => Date;
  readonly readAccount?: ReadAccount;
  /** Whether the stream of accounts counts as fresh; by its watermark unless told. */
  readonly areAccountsFresh?: () => Promise<boolean>;
}

/** The user service, not started: profiles, privacy, and what people are to each other. */
export const build = (config: UserConfig, overrides: Overrides = {}): Service => {
  const clock = overrides.clock ?? (() => new Date());
  const db = openDatabase(config.databaseUrl, { poolSize: config.poolSize });
  const redis = openRedis(config.redisUrl);
  const kafka = openKafka({ brokers: config.brokers, clientId: 'concord-user' });
  const people = openPeople({
    db,
    redis,
    readAccount: overrides.readAccount ?? accountsOf(config.auth),
    visibility: config.profileVisibility,
    areAccountsFresh: overrides.areAccountsFresh ?? (() => consumers.isFresh(config.copyMaxAgeMs)),
    clock,
  });
  const consumers = runConsumers({
    service: 'user',
    db,
    kafka,
    consumers: [
      accounts(() => ({ visibility: config.profileVisibility, at: clock() })),
      forgetChangedProfiles(people.cache),
      userErasure.consumer,
    ],
  });
  const deps = { db, people, cursors: cursorSealer(config.cursorSecret), clock };
  return {
    name: 'user',
    routes: mount(contract.user, handlers, deps),
    parts: [databasePart(db), redis, kafka, consumers, userErasure.worker(db, config.erasureSettleMs)],
  };
};

export const target: Target = { name: 'user', build: (env) => build(readUserConfig(env)) };
