import type { Knex } from '@concord/platform';

export const up = async (knex: Knex): Promise<void> => {
  // Who lists cases, or reads the log, may ask about no single case or subject.
  await knex.raw(`ALTER TABLE moderation_log
    MODIFY action ENUM('look', 'dismiss', 'remove', 'cases_listed', 'log_read') NOT NULL,
    MODIFY case_id BIGINT NULL,
    MODIFY subject_type ENUM('profile', 'post', 'comment') NULL,
    ADD COLUMN detail VARCHAR(200) NULL COMMENT 'what was asked for; never whom'`);
};

export const down = async (knex: Knex): Promise<void> => {
  await knex('moderation_log').whereIn('action', ['cases_listed', 'log_read']).delete();
  await knex.raw(`ALTER TABLE moderation_log DROP COLUMN detail,
    MODIFY action ENUM('look', 'dismiss', 'remove') NOT NULL,
    MODIFY case_id BIGINT NOT NULL,
    MODIFY subject_type ENUM('profile', 'post', 'comment') NOT NULL`);
};
