import type { Knex } from 'knex';
import { idempotencyTable } from '@concord/platform';

export const up = async (knex: Knex): Promise<void> => {
  await knex.raw(`ALTER TABLE posts ADD COLUMN revision INT NOT NULL DEFAULT 1
    COMMENT 'raised by edits through the API alone; not captured'`);
  await idempotencyTable(knex);
};

export const down = async (knex: Knex): Promise<void> => {
  await knex.schema.dropTableIfExists('idempotency_keys');
  await knex.raw('ALTER TABLE posts DROP COLUMN revision');
};
