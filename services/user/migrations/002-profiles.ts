import type { Knex } from 'knex';

export const up = async (knex: Knex): Promise<void> => {
  await knex.raw(`CREATE TABLE profiles (
    id BIGINT NOT NULL PRIMARY KEY COMMENT 'the account of the same id in auth',
    username VARCHAR(30) COLLATE utf8mb4_bin NOT NULL,
    display_name VARCHAR(80) NOT NULL,
    first_name VARCHAR(80) NULL,
    last_name VARCHAR(80) NULL,
    bio VARCHAR(500) NULL,
    avatar_url VARCHAR(500) NULL,
    cover_url VARCHAR(500) NULL,
    location VARCHAR(100) NULL,
    website VARCHAR(500) NULL,
    status VARCHAR(16) NOT NULL COMMENT 'of the account',
    profile_visibility VARCHAR(16) NOT NULL,
    search_visibility VARCHAR(16) NOT NULL,
    email VARCHAR(254) NULL COMMENT 'contact address, not the login; never captured',
    phone VARCHAR(16) NULL COMMENT 'E.164; never captured',
    birth_date DATE NULL COMMENT 'never captured',
    gender VARCHAR(40) NULL COMMENT 'never captured',
    account_version BIGINT NOT NULL COMMENT 'of the account that username and status were taken from',
    created_at DATETIME(3) NOT NULL,
    updated_at DATETIME(3) NOT NULL,
    version BIGINT NOT NULL,
    KEY profiles_by_username (username)
  )`);
  await knex.raw(`CREATE TABLE privacy_settings (
    user_id BIGINT NOT NULL PRIMARY KEY,
    profile_visibility VARCHAR(16) NOT NULL,
    email_visibility VARCHAR(16) NOT NULL,
    phone_visibility VARCHAR(16) NOT NULL,
    search_visibility VARCHAR(16) NOT NULL,
    updated_at DATETIME(3) NOT NULL
  )`);
};

export const down = async (knex: Knex): Promise<void> => {
  await knex.schema.dropTable('privacy_settings').dropTable('profiles');
};
