import { erasuresTable } from '@concord/community';
import type { Knex } from '@concord/platform';

export const up = async (knex: Knex): Promise<void> => {
  await erasuresTable(knex);
  // Who is silenced, to be found when their account is deleted.
  await knex.raw('CREATE INDEX silenced_authors_by_author ON silenced_authors (author_id)');
};

export const down = async (knex: Knex): Promise<void> => {
  await knex.raw('DROP INDEX silenced_authors_by_author ON silenced_authors');
  await knex.schema.dropTableIfExists('erasures');
};
