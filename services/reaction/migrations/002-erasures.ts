import { erasuresTable } from '@concord/community';
import type { Knex } from '@concord/platform';

export const up = async (knex: Knex): Promise<void> => {
  await erasuresTable(knex);
  // To whom something was given, to be found when their account is deleted.
  await knex.raw('CREATE INDEX reactions_by_target_author ON reactions (target_author_id)');
  await knex.raw('CREATE INDEX comments_by_author ON comments (user_id)');
};

export const down = async (knex: Knex): Promise<void> => {
  await knex.raw('DROP INDEX comments_by_author ON comments');
  await knex.raw('DROP INDEX reactions_by_target_author ON reactions');
  await knex.schema.dropTableIfExists('erasures');
};
