import type { Knex } from 'knex';

/** An export that fails waits longer and longer, lets others pass, and is given up in the end. */
export const up = async (knex: Knex): Promise<void> => {
  // The defaults are for a process of the release before, which asks for exports without these columns.
  await knex.raw(`ALTER TABLE exports
    ADD COLUMN attempts INT NOT NULL DEFAULT 0 COMMENT 'failures in a row of the page that is due',
    ADD COLUMN due_at DATETIME(3) NULL DEFAULT CURRENT_TIMESTAMP(3) COMMENT 'not to be gone on with before; null at its end',
    ADD COLUMN failed_at DATETIME(3) NULL COMMENT 'given up',
    ADD KEY exports_due (due_at, id),
    DROP KEY exports_being_made`);
  await knex('exports').whereNotNull('finished_at').update({ due_at: null });
};

export const down = async (knex: Knex): Promise<void> => {
  // To the release before, an export that was given up would be one that is being made.
  await knex('exports').whereNotNull('failed_at').delete();
  await knex.raw(`ALTER TABLE exports
    DROP KEY exports_due,
    DROP COLUMN attempts,
    DROP COLUMN due_at,
    DROP COLUMN failed_at,
    ADD KEY exports_being_made (finished_at, id)`);
};
