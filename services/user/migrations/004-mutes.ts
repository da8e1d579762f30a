import type { Knex } from 'knex';

export const up = (knex: Knex): Promise<unknown> =>
  knex.raw(`CREATE TABLE mutes (
    muter_id BIGINT NOT NULL,
    muted_id BIGINT NOT NULL,
    created_at DATETIME(3) NOT NULL,
    PRIMARY KEY (muter_id, muted_id),
    KEY mutes_of_muter (muter_id, created_at, muted_id)
  )`);

export const down = (knex: Knex): Promise<unknown> => knex.schema.dropTable('mutes');
