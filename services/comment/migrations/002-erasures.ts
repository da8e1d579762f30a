import { erasuresTable } from '@concord/community';
import type { Knex } from '@concord/platform';

export const up = async (knex: Knex): Promise<void> => {
  await erasuresTable(knex);
  // Who is mentioned, and on whose posts comments stand, to be found when that account is deleted.
  await knex.raw('CREATE INDEX comments_by_mention ON comments ((CAST(mentions AS UNSIGNED ARRAY)))');
  await knex.raw('CREATE INDEX comments_by_post_author ON comments (post_user_id)');
};

export const down = async (knex: Knex): Promise<void> => {
  await knex.raw('DROP INDEX comments_by_post_author ON comments');
  await knex.raw('DROP INDEX comments_by_mention ON comments');
  await knex.schema.dropTableIfExists('erasures');
};
