import { dropPlatformTables, platformTables } from '@concord/platform';
import type { Knex } from 'knex';

/** Text that is compared byte by byte: addresses, usernames, password hashes. */
const exact = 'CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin';

const users = `CREATE TABLE users (
  id BIGINT NOT NULL PRIMARY KEY,
  username VARCHAR(30) ${exact} NOT NULL,
  email VARCHAR(254) ${exact} NOT NULL COMMENT 'lower case; private, never captured',
  display_name VARCHAR(80) NOT NULL,
  password_hash VARCHAR(255) ${exact} NULL COMMENT 'PHC string of argon2id; null for an account without a password',
  status ENUM('active', 'suspended', 'banned', 'deleted') NOT NULL DEFAULT 'active',
  roles JSON NOT NULL,
  provider VARCHAR(32) NOT NULL DEFAULT 'local' COMMENT 'how the account was made',
  provider_id VARCHAR(255) ${exact} NULL,
  email_verified_at DATETIME(3) NULL,
  created_at DATETIME(3) NOT NULL,
  updated_at DATETIME(3) NOT NULL,
  deleted_at DATETIME(3) NULL,
  version BIGINT NOT NULL DEFAULT 1,
  UNIQUE KEY users_username (username),
  UNIQUE KEY users_email (email)
)`;

const reservations = `CREATE TABLE username_reservations (
  username VARCHAR(30) ${exact} NOT NULL PRIMARY KEY,
  reserved_at DATETIME(3) NOT NULL,
  expires_at DATETIME(3) NOT NULL,
  KEY username_reservations_expiry (expires_at)
)`;

const sessions = `CREATE TABLE sessions (
  id BIGINT NOT NULL PRIMARY KEY,
  user_id BIGINT NOT NULL,
  family_hash BINARY(32) NOT NULL COMMENT 'SHA-256 of what all refresh tokens of the session have in common',
  generation INT NOT NULL DEFAULT 1,
  token_hash BINARY(32) NOT NULL COMMENT 'SHA-256 of the refresh token of this generation',
  parent_hash BINARY(32) NULL COMMENT 'SHA-256 of the one before',
  successor_salt BINARY(32) NULL COMMENT 'what turned the one before into this one',
  rotated_at DATETIME(3) NULL,
  device VARCHAR(300) NULL,
  address VARCHAR(64) NULL,
  created_at DATETIME(3) NOT NULL,
  last_used_at DATETIME(3) NOT NULL,
  expires_at DATETIME(3) NOT NULL COMMENT 'absolute; being idle ends it sooner',
  revoked_at DATETIME(3) NULL,
  revoked_reason VARCHAR(32) NULL,
  UNIQUE KEY sessions_family (family_hash),
  KEY sessions_of_user (user_id, id),
  KEY sessions_revoked (revoked_at),
  KEY sessions_last_used (last_used_at)
)`;

const revocations = `CREATE TABLE revocations (
  id BIGINT NOT NULL PRIMARY KEY,
  kind ENUM('session', 'user') NOT NULL,
  subject_id BIGINT NOT NULL,
  revoked_at DATETIME(3) NOT NULL,
  expires_at DATETIME(3) NOT NULL COMMENT 'when the last access token it concerns has expired',
  version BIGINT NOT NULL DEFAULT 1,
  UNIQUE KEY revocations_subject (kind, subject_id),
  KEY revocations_expiry (expires_at)
)`;

const auditLog = `CREATE TABLE audit_log (
  id BIGINT NOT NULL PRIMARY KEY,
  action VARCHAR(32) NOT NULL,
  user_id BIGINT NULL,
  session_id BIGINT NULL,
  address VARCHAR(64) NULL,
  device VARCHAR(300) NULL,
  created_at DATETIME(3) NOT NULL,
  KEY audit_log_of_user (user_id, id)
)`;

/**
 * `users` and `revocations` are captured (their other columns are not: see `state.auth` in the contracts), so they carry
 * `version` and are never deleted or inserted again. Identities of OAuth providers, roles as rows of their own and one-time tokens by mail
 * get tables of their own when they exist.
 */
export const up = async (knex: Knex): Promise<void> => {
  await platformTables(knex);
  for (const table of [users, reservations, sessions, revocations, auditLog]) await knex.raw(table);
};

export const down = async (knex: Knex): Promise<void> => {
  for (const table of ['audit_log', 'revocations', 'sessions', 'username_reservations', 'users'])
    await knex.schema.dropTableIfExists(table);
  await dropPlatformTables(knex);
};
