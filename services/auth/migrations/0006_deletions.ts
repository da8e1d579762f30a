import { erasuresTable } from '@concord/community';
import type { Knex } from 'knex';

export const up = async (knex: Knex): Promise<void> => {
  await erasuresTable(knex);
  await knex.raw(`CREATE TABLE deletions (
    id CHAR(22) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY COMMENT '128 random bits: who knows it may ask',
    account_id BIGINT NULL COMMENT 'null once nothing is left of it',
    started_at DATETIME(3) NOT NULL,
    finished_at DATETIME(3) NULL,
    UNIQUE KEY deletions_of_account (account_id)
  ) COMMENT 'deletions of accounts; not captured'`);
  await knex.raw(`CREATE TABLE deletion_services (
    deletion_id CHAR(22) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    service VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    finished_at DATETIME(3) NULL,
    counts JSON NULL COMMENT 'how many things of which kind it erased',
    PRIMARY KEY (deletion_id, service)
  ) COMMENT 'who has to erase, and who has'`);
  await knex.raw(`CREATE TABLE retired_usernames (
    hash BINARY(32) NOT NULL PRIMARY KEY COMMENT 'SHA-256 of the salt and a name that a deleted account bore; of which one is not kept'
  ) COMMENT 'names that nobody is given again'`);
  await knex.raw('CREATE TABLE retired_usernames_salt (salt BINARY(32) NOT NULL)');
  await knex.raw('INSERT INTO retired_usernames_salt (salt) VALUES (RANDOM_BYTES(32))');
};

export const down = async (knex: Knex): Promise<void> => {
  for (const table of ['retired_usernames_salt', 'retired_usernames', 'deletion_services', 'deletions', 'erasures'])
    await knex.schema.dropTableIfExists(table);
};
