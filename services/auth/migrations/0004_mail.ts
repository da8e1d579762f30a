import { mailTable, type Knex } from '@concord/platform';

/**
 * `one_time_tokens`: what is sent by mail to prove an address. One row of an account and a purpose: a newer one takes the place of the older.
 * A row waits without a hash until its mail is made; only then the token exists, and only its hash is kept.
 */
export const up = async (knex: Knex): Promise<void> => {
  await knex.raw(`CREATE TABLE one_time_tokens (
    user_id BIGINT NOT NULL,
    purpose ENUM('verify', 'reset', 'change_email') NOT NULL,
    id BIGINT NOT NULL COMMENT 'which one of them: a mail that was asked for before makes no token',
    address VARCHAR(254) CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin NOT NULL COMMENT 'where it is sent; private, never captured',
    token_hash BINARY(32) NULL COMMENT 'SHA-256; null until the mail is made',
    requested_at DATETIME(3) NOT NULL,
    expires_at DATETIME(3) NOT NULL COMMENT 'until the mail is made: when it is not made any more',
    used_at DATETIME(3) NULL,
    PRIMARY KEY (user_id, purpose),
    UNIQUE KEY one_time_tokens_hash (token_hash),
    KEY one_time_tokens_expiry (expires_at)
  ) COMMENT 'not captured'`);
  await mailTable(knex);
};

export const down = async (knex: Knex): Promise<void> => {
  for (const table of ['mails', 'one_time_tokens']) await knex.schema.dropTableIfExists(table);
};
