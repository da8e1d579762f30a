export { backlog, type Backlog, type Pass, type Waiting } from './backlog/backlog.ts';
export { ConfigError, readConfig, settings, type Env } from './config/config.ts';
export { accountRowsHandler } from './export/account-rows-handler.ts';
export { ownRows, type OwnRows } from './export/own-rows.ts';
export { observed } from './http/access-log.ts';
export { cookieIn } from './http/cookie.ts';
export type { Common } from './http/common.ts';
export { bodyLimits, readJson } from './http/body.ts';
export {
  accepted,
  created,
  found,
  handler,
  noContent,
  ok,
  type Call,
  type Handler,
  type RequestFacts,
} from './http/handler.ts';
export {
  holderHeaders,
  holderIn,
  identityHeaders,
  internalHeader,
  isIdentityHeader,
  trustedIdentity,
  type Actor,
  type Identity,
} from './http/identity.ts';
export { mount, routerPath, type Handlers, type ServiceRouter } from './http/mount.ts';
export { problemExit } from './http/problem-exit.ts';
export { sameSecret } from './http/same-secret.ts';
export { refuseUpgrade } from './http/refuse-upgrade.ts';
export { isPublicAddress, outside, type Outside, type OutsideOptions } from './http/outside.ts';
export { httpServer } from './http/server.ts';
export type { Context, Next, RequestState } from './http/state.ts';
export type { Holds } from './http/wait.ts';
export { answerSweeper, keptAnswer, once } from './idempotency/once.ts';
export { idempotencyTable } from './idempotency/store.ts';
export { growingPause, type GrowingPause } from './lifecycle/growing-pause.ts';
export { within } from './lifecycle/within.ts';
export { foundation, type Foundation, type FoundationOptions } from './lifecycle/foundation.ts';
export { reasonsNotReady, startParts, stopParts, type Part } from './lifecycle/part.ts';
export { repeated, type RepeatedOptions } from './lifecycle/repeated.ts';
export { buildTargets, runTargets, startServices, type Loaders, type Running } from './lifecycle/run-targets.ts';
export type { Peers, Service, Target, TargetModule, Upgrade } from './lifecycle/target.ts';
export { counts, type CountKey, type Counts } from './counts/counts.ts';
export type { Composed, Mail, Sender, WaitingMail } from './mail/mail.ts';
export { mailsByHolder, mailsOf, type MailHolder } from './mail/holder.ts';
export { mailQueue, type MailQueue, type MailQueueOptions } from './mail/queue.ts';
export { mailTable } from './mail/table.ts';
export { smtpTransport, type MailTransport } from './mail/transport.ts';
export { cursorSealer, type Cursors } from './pages/cursor.ts';
export { pageOf } from './pages/page.ts';
export { breaker, type Breaker, type BreakerOptions } from './peers/breaker.ts';
export { openRateLimiter, type RateLimiter, type RatePolicy, type Usage } from './redis/rate-limiter.ts';
export { logger, setLogLevel, type Logger } from './telemetry/log.ts';
export { counter, gauge, histogram, registry } from './telemetry/metrics.ts';
export { continueTrace, currentTrace, traceIdOf, withTrace } from './telemetry/trace.ts';

export { leaseIds, type IdOptions, type Ids } from './ids/ids.ts';
export { firstIdAt, idEpoch, timeOfId } from './ids/generator.ts';
export { openKafka, type KafkaOptions } from './kafka/kafka.ts';
export { readToEnd } from './kafka/read-to-end.ts';
export type { Batch, ConsumeOptions, Kafka, KafkaRecord, Offsets, OutgoingMessage, TopicSpec } from './kafka/port.ts';
export {
  databasePart,
  openDatabase,
  type DatabaseOptions,
  type Db,
  type Query,
  type Reader,
  type Tx,
} from './mysql/database.ts';
export { forgetBefore } from './mysql/blanked.ts';
export { duplicateKey } from './mysql/errors.ts';
export type { Knex } from 'knex';
export { keyOrder } from './mysql/key-order.ts';
export { migrate } from './mysql/migrate.ts';
export { dropPlatformTables, platformTables } from './mysql/platform-tables.ts';
export { transaction } from './mysql/transaction.ts';
export { publish } from './outbox/publish.ts';
export { walkRedis, type RedisEntry } from './redis/walk.ts';
export { openRedis, type Redis } from './redis/redis.ts';
export { versionedCache, type CacheOptions, type Versioned, type VersionedCache } from './redis/versioned-cache.ts';
export { Interrupted, throughOutages } from './streams/apply.ts';
export { newest, readChange, type Change } from './streams/change.ts';
export { eventTopic, onEvent, onEvents, onState, stateTopic, type Consumer } from './streams/consumer.ts';
export { bury, deadTopic } from './streams/dead-letter.ts';
export { readEvent, type EventMeta, type ReadEvent } from './streams/event.ts';
export { followed, followStream, followStreams, type Follower, type FollowOptions } from './streams/follow.ts';
export { canaryCopy } from './streams/canary-copy.ts';
export { heldVersion } from './streams/held-version.ts';
export { localCopy, type LocalCopyOptions } from './streams/local-copy.ts';
export { newerThanHeld, upsertNewer } from './streams/upsert-newer.ts';
export { Poison } from './streams/poison.ts';
export { forgetConsumedAfterDays, runConsumers, type Consumers } from './streams/run-consumers.ts';
export { openElasticsearch, type Elasticsearch } from './elasticsearch/open.ts';
