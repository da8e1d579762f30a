import type { Knex } from 'knex';

export const up = async (knex: Knex): Promise<void> => {
  await knex.raw(`CREATE TABLE canary (
    id BIGINT NOT NULL PRIMARY KEY,
    beat_at DATETIME(3) NOT NULL,
    version BIGINT NOT NULL
  )`);
  // Debezium reads what to snapshot again from here (its "source" signal channel).
  await knex.raw(`CREATE TABLE debezium_signal (
    id VARCHAR(42) NOT NULL PRIMARY KEY,
    type VARCHAR(32) NOT NULL,
    data VARCHAR(2048) NULL
  )`);
};

export const down = async (knex: Knex): Promise<void> => {
  await knex.schema.dropTable('debezium_signal').dropTable('canary');
};
