import { erasuresTable } from '@concord/community';
import type { Knex } from '@concord/platform';

export const up = async (knex: Knex): Promise<void> => {
  await erasuresTable(knex);
  // Who did something, to be found when their account is deleted.
  await knex.raw('CREATE INDEX marks_by_actor ON marks (actor_id)');
};

export const down = async (knex: Knex): Promise<void> => {
  await knex.raw('DROP INDEX marks_by_actor ON marks');
  await knex.schema.dropTableIfExists('erasures');
};
