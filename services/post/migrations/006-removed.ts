import type { Knex } from 'knex';

/** Which posts a moderator's decision took away. */
export const up = async (knex: Knex): Promise<void> => {
  await knex.raw(`ALTER TABLE posts ADD COLUMN removed TINYINT(1) NOT NULL DEFAULT 0
    COMMENT 'deleted by a decision of moderators; not captured'`);
};

export const down = async (knex: Knex): Promise<void> => {
  await knex.raw('ALTER TABLE posts DROP COLUMN removed');
};
