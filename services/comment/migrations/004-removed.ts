import type { Knex } from '@concord/platform';

/** Which comments a moderator's decision took away. */
export const up = async (knex: Knex): Promise<void> => {
  await knex.raw(`ALTER TABLE comments ADD COLUMN removed TINYINT(1) NOT NULL DEFAULT 0
    COMMENT 'deleted by a decision of moderators; not captured'`);
};

export const down = async (knex: Knex): Promise<void> => {
  await knex.raw('ALTER TABLE comments DROP COLUMN removed');
};
