import type { Knex } from '@concord/platform';

export const up = async (knex: Knex): Promise<void> => {
  // Devices that are there are asked about once: some may be of sessions that had ended when they were registered.
  await knex.raw(`ALTER TABLE devices
    ADD COLUMN in_doubt TINYINT(1) NOT NULL DEFAULT 1 COMMENT '1: auth is asked whether the session goes on; nothing is pushed before',
    ADD COLUMN doubts INT NOT NULL DEFAULT 1 COMMENT 'how often it was in doubt: an answer holds only while it is the same',
    ADD KEY devices_in_doubt (in_doubt, id)`);
};

export const down = async (knex: Knex): Promise<void> => {
  await knex.raw('ALTER TABLE devices DROP KEY devices_in_doubt, DROP COLUMN in_doubt, DROP COLUMN doubts');
};
