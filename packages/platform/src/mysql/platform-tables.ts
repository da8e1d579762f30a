import type { Knex } from 'knex';

/**
 * The tables that this package keeps in every service's database; called by a service's first migration.
 *
 * - `outbox`: rows live only inside the transaction that publishes an event. Debezium's EventRouter reads them from the binlog.
 * - `consumed_events`: events whose effect is committed.
 * - `id_workers`: who may make ids, and up to which time ids may have been made.
 * - `canary_copy`, `stream_positions`: how far this database has followed the streams.
 */
export const platformTables = async (knex: Knex): Promise<void> => {
  await knex.raw(`CREATE TABLE outbox (
    id CHAR(36) NOT NULL PRIMARY KEY,
    aggregatetype VARCHAR(64) NOT NULL,
    aggregateid VARCHAR(64) NOT NULL,
    type VARCHAR(128) NOT NULL,
    payload JSON NOT NULL,
    traceparent CHAR(55) NULL,
    created_at DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3)
  )`);
  await knex.raw(`CREATE TABLE consumed_events (
    consumer VARCHAR(128) NOT NULL,
    event_id VARCHAR(64) NOT NULL,
    consumed_at DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
    PRIMARY KEY (consumer, event_id),
    KEY consumed_events_age (consumed_at)
  )`);
  await knex.raw(`CREATE TABLE id_workers (
    worker TINYINT UNSIGNED NOT NULL PRIMARY KEY,
    holder CHAR(36) NULL,
    leased_until DATETIME(3) NOT NULL,
    used_until BIGINT NOT NULL COMMENT 'ms since 1970: no id was made with a later time'
  )`);
  const workers = Array.from({ length: 32 }, (_, worker) => ({ worker, leased_until: new Date(0), used_until: 0 }));
  await knex('id_workers').insert(workers);
  await knex.raw(`CREATE TABLE canary_copy (
    id BIGINT NOT NULL PRIMARY KEY,
    beat_at DATETIME(3) NOT NULL,
    version BIGINT NOT NULL
  )`);
  await knex.raw(`CREATE TABLE stream_positions (
    topic VARCHAR(128) NOT NULL,
    partition_number INT NOT NULL,
    behind_at DATETIME(3) NULL COMMENT 'commit time of the last change applied while more are known to wait; null when none wait',
    PRIMARY KEY (topic, partition_number)
  )`);
};

/** Takes back what `platformTables` made. */
export const dropPlatformTables = async (knex: Knex): Promise<void> => {
  for (const table of ['stream_positions', 'canary_copy', 'id_workers', 'consumed_events', 'outbox'])
    await knex.schema.dropTableIfExists(table);
};
