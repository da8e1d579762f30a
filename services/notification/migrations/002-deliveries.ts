import { mailTable, type Knex } from '@concord/platform';

export const up = async (knex: Knex): Promise<void> => {
  await knex.raw(`ALTER TABLE notification_preferences
    MODIFY in_app TINYINT(1) NULL COMMENT 'null: the default of the type',
    ADD COLUMN email TINYINT(1) NULL COMMENT 'null: the default of the type',
    ADD COLUMN push TINYINT(1) NULL COMMENT 'null: the default of the type'`);
  await knex.raw(`CREATE TABLE quiet_hours (
    user_id BIGINT NOT NULL PRIMARY KEY,
    starts CHAR(5) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'HH:MM by the clock of the time zone',
    ends CHAR(5) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    time_zone VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL
  ) COMMENT 'when e-mail and push wait'`);
  await knex.raw(`CREATE TABLE devices (
    id BIGINT NOT NULL PRIMARY KEY,
    user_id BIGINT NOT NULL,
    session_id BIGINT NOT NULL COMMENT 'with which it was registered last; it goes with it',
    endpoint_hash BINARY(32) NOT NULL COMMENT 'SHA-256 of the endpoint: one device, whoever registers it',
    endpoint VARCHAR(1000) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    p256dh VARCHAR(90) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    auth VARCHAR(30) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    created_at DATETIME(3) NOT NULL COMMENT 'since when it is of this account',
    registered_at DATETIME(3) NOT NULL,
    UNIQUE KEY devices_endpoint (endpoint_hash),
    KEY devices_of (user_id, registered_at),
    KEY devices_session (session_id)
  ) COMMENT 'browsers that are told by Web Push; not captured'`);
  await knex.raw(`CREATE TABLE deliveries (
    notification_id BIGINT NOT NULL,
    device_id BIGINT NOT NULL COMMENT '0: by e-mail',
    channel ENUM('email', 'push') NOT NULL,
    receiver_id BIGINT NOT NULL,
    attempts INT NOT NULL DEFAULT 0,
    due_at DATETIME(3) NOT NULL COMMENT 'while it is being pushed: when another process may try',
    PRIMARY KEY (notification_id, device_id),
    KEY deliveries_due (channel, due_at),
    KEY deliveries_of (receiver_id, channel)
  ) COMMENT 'of what somebody still is to be told outside the app'`);
  await mailTable(knex);
};

export const down = async (knex: Knex): Promise<void> => {
  for (const table of ['mails', 'deliveries', 'devices', 'quiet_hours']) await knex.schema.dropTableIfExists(table);
  await knex.raw('DELETE FROM notification_preferences WHERE in_app IS NULL');
  await knex.raw(
    `ALTER TABLE notification_preferences MODIFY in_app TINYINT(1) NOT NULL, DROP COLUMN email, DROP COLUMN push`,
  );
};
