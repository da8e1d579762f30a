import type { Knex } from '@concord/platform';
import { withholdings } from '../src/store/withholdings.ts';

const count = (name: string) => `${name} INT NOT NULL`;

export const up = async (knex: Knex): Promise<void> => {
  await knex.raw(`ALTER TABLE marks
    ADD COLUMN hour TINYINT NULL COMMENT 'in which it was counted; null of what was counted before this was asked',
    ADD COLUMN withheld TINYINT(1) NOT NULL DEFAULT 0 COMMENT 'whether it is in withheld_buckets',
    ADD KEY marks_of_actor (actor_id, withheld, kind)`);
  await knex.raw(`CREATE TABLE withheld_buckets (
    at DATETIME NOT NULL COMMENT 'when the hour begins, UTC',
    post_id BIGINT NOT NULL,
    ${['reactions', 'commenters', 'sharers'].map(count).join(', ')},
    PRIMARY KEY (at, post_id)
  ) COMMENT 'what of post_buckets was done by people who are not active: it does not trend'`);
  await withholdings.createTable(knex, ['actor_id BIGINT NOT NULL']);
};

export const down = async (knex: Knex): Promise<void> => {
  for (const table of ['withholdings', 'withheld_buckets']) await knex.schema.dropTableIfExists(table);
  await knex.raw('ALTER TABLE marks DROP KEY marks_of_actor, DROP COLUMN withheld, DROP COLUMN hour');
};
