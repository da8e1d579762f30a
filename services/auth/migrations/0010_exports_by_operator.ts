import type { Knex } from 'knex';

/** Exports that the operator asks for, for who cannot, do not count among those that the owner may ask for. */
export const up = async (knex: Knex): Promise<void> => {
  // The default is for a process of the release before, which knows only owners.
  await knex.raw(`ALTER TABLE exports
    ADD COLUMN by_operator BOOLEAN NOT NULL DEFAULT FALSE COMMENT 'asked for at the command line of the server'`);
};

export const down = async (knex: Knex): Promise<void> => {
  await knex.raw('ALTER TABLE exports DROP COLUMN by_operator');
};
