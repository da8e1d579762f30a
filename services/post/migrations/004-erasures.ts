import { erasuresTable } from '@concord/community';
import type { Knex } from 'knex';

export const up = async (knex: Knex): Promise<void> => {
  await erasuresTable(knex);
  // Who is mentioned, to be found when their account is deleted.
  await knex.raw('CREATE INDEX posts_by_mention ON posts ((CAST(mentions AS UNSIGNED ARRAY)))');
};

export const down = async (knex: Knex): Promise<void> => {
  await knex.raw('DROP INDEX posts_by_mention ON posts');
  await knex.schema.dropTableIfExists('erasures');
};
