import { erasuresTable } from '@concord/community';
import type { Knex } from '@concord/platform';

export const up = async (knex: Knex): Promise<void> => {
  await erasuresTable(knex);
  // An account that is deleted is taken out of rows that stay.
  await knex.raw('ALTER TABLE cases MODIFY author_id BIGINT NULL');
  await knex.raw(
    'ALTER TABLE moderation_log MODIFY moderator_id BIGINT NULL, MODIFY author_id BIGINT NULL, MODIFY subject_id BIGINT NULL',
  );
  // Who decided, and whom the log is about, to be found when their account is deleted.
  await knex.raw('CREATE INDEX cases_decided_by ON cases (decided_by)');
  await knex.raw('CREATE INDEX moderation_log_about ON moderation_log (author_id)');
};

export const down = async (knex: Knex): Promise<void> => {
  await knex.raw('DROP INDEX moderation_log_about ON moderation_log');
  await knex.raw('DROP INDEX cases_decided_by ON cases');
  // What names nobody cannot be taken back to a time in which everything named somebody.
  await knex('cases').whereNull('author_id').delete();
  await knex('moderation_log').whereNull('moderator_id').orWhereNull('author_id').delete();
  await knex.raw('ALTER TABLE cases MODIFY author_id BIGINT NOT NULL');
  await knex.raw(
    'ALTER TABLE moderation_log MODIFY moderator_id BIGINT NOT NULL, MODIFY author_id BIGINT NOT NULL, MODIFY subject_id BIGINT NOT NULL',
  );
  await knex.schema.dropTableIfExists('erasures');
};
