import type { Knex } from 'knex';

/** When the owner of a session last proved who they are: by logging in, or with the password during it. */
export const up = async (knex: Knex): Promise<void> => {
  await knex.raw('ALTER TABLE sessions ADD COLUMN authenticated_at DATETIME(3) NULL');
  await knex.raw('UPDATE sessions SET authenticated_at = created_at');
};

export const down = async (knex: Knex): Promise<void> => {
  await knex.raw('ALTER TABLE sessions DROP COLUMN authenticated_at');
};
