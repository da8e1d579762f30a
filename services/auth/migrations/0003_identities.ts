import type { Knex } from 'knex';

/** Text that is compared byte by byte. */
const exact = 'CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin';

/** With whom else an account logs in. A subject names one person at its provider for ever; an address does not, so no account is found by it. */
export const up = async (knex: Knex): Promise<void> => {
  await knex.raw(`CREATE TABLE identities (
    id BIGINT NOT NULL PRIMARY KEY,
    user_id BIGINT NOT NULL,
    provider VARCHAR(32) ${exact} NOT NULL,
    subject VARCHAR(255) ${exact} NOT NULL,
    email VARCHAR(254) ${exact} NULL COMMENT 'as the provider told it last; private, never captured',
    created_at DATETIME(3) NOT NULL,
    last_used_at DATETIME(3) NOT NULL,
    UNIQUE KEY identities_subject (provider, subject),
    KEY identities_of_user (user_id, id)
  )`);
};

export const down = async (knex: Knex): Promise<void> => {
  await knex.schema.dropTableIfExists('identities');
};
