import type { Knex } from 'knex';

/** The highest role as a number, as `rankOf` of the contracts gives it: who is an admin is asked of an index. */
const rank = `ALTER TABLE users
  ADD COLUMN role_rank TINYINT GENERATED ALWAYS AS
    (CASE WHEN JSON_CONTAINS(roles, '"admin"') THEN 2 WHEN JSON_CONTAINS(roles, '"moderator"') THEN 1 ELSE 0 END) STORED NOT NULL,
  ADD KEY users_by_rank (role_rank, id),
  ADD KEY users_by_status (status, id)`;

const sanctions = `CREATE TABLE sanctions (
  user_id BIGINT NOT NULL PRIMARY KEY,
  kind ENUM('suspension', 'ban') NOT NULL,
  reason VARCHAR(500) NOT NULL,
  actor_id BIGINT NOT NULL,
  since DATETIME(3) NOT NULL,
  ends_at DATETIME(3) NULL COMMENT 'when it ends by itself',
  KEY sanctions_ending (ends_at)
) COMMENT 'what keeps an account from being active, as long as it does; what was is in audit_log'`;

const audit = `ALTER TABLE audit_log
  ADD COLUMN actor_id BIGINT NULL COMMENT 'who did it to user_id; null where they did it themselves, or time did',
  ADD COLUMN reason VARCHAR(500) NULL,
  ADD COLUMN detail VARCHAR(500) NULL,
  ADD KEY audit_log_of_actor (actor_id, id),
  ADD KEY audit_log_age (created_at)`;

export const up = async (knex: Knex): Promise<void> => {
  for (const statement of [rank, sanctions, audit]) await knex.raw(statement);
};

export const down = async (knex: Knex): Promise<void> => {
  await knex.raw(
    'ALTER TABLE audit_log DROP KEY audit_log_age, DROP KEY audit_log_of_actor, DROP COLUMN detail, DROP COLUMN reason, DROP COLUMN actor_id',
  );
  await knex.schema.dropTableIfExists('sanctions');
  await knex.raw('ALTER TABLE users DROP KEY users_by_status, DROP KEY users_by_rank, DROP COLUMN role_rank');
};
