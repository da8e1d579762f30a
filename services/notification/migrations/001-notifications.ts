import { peopleTable, postsTable, relationsTable } from '@concord/community';
import { dropPlatformTables, platformTables, type Knex } from '@concord/platform';

export const up = async (knex: Knex): Promise<void> => {
  await platformTables(knex);
  await peopleTable(knex);
  await relationsTable(knex);
  await knex.raw('CREATE INDEX relations_followers ON relations (author_id, follows, viewer_id)');
  await postsTable(knex);
  await knex.raw(`CREATE TABLE comments (
    id BIGINT NOT NULL PRIMARY KEY,
    deleted TINYINT(1) NOT NULL,
    version BIGINT NOT NULL
  ) COMMENT 'copy of state.comment.comments'`);
  await knex.raw(`CREATE TABLE notifications (
    id BIGINT NOT NULL PRIMARY KEY,
    receiver_id BIGINT NOT NULL,
    cause VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'what a receiver is told of once only',
    type VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    actor_id BIGINT NULL COMMENT 'who did it; null for the system',
    post_id BIGINT NULL COMMENT 'who may not see it is not told',
    comment_id BIGINT NULL COMMENT 'once deleted, it is not told of',
    group_key VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    created_at DATETIME(3) NOT NULL,
    read_at DATETIME(3) NULL,
    hidden TINYINT(1) NOT NULL DEFAULT 0 COMMENT 'whether a removed frame was sent; what is shown is decided when read',
    UNIQUE KEY notifications_once (receiver_id, cause),
    KEY notifications_of (receiver_id, id),
    KEY notifications_unread (receiver_id, read_at, id),
    KEY notifications_groups (receiver_id, group_key, id),
    KEY notifications_by_actor (actor_id, id),
    KEY notifications_by_post (post_id, id),
    KEY notifications_by_comment (comment_id, id),
    KEY notifications_age (created_at)
  )`);
  await knex.raw(`CREATE TABLE stream_heads (
    user_id BIGINT NOT NULL PRIMARY KEY,
    seq BIGINT NOT NULL COMMENT 'of the newest frame',
    forgotten BIGINT NOT NULL DEFAULT 0 COMMENT 'of the newest frame that is not kept any more'
  )`);
  await knex.raw(`CREATE TABLE stream_frames (
    user_id BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    type ENUM('notification', 'removed', 'read') NOT NULL,
    ids JSON NOT NULL COMMENT 'of notifications',
    created_at DATETIME(3) NOT NULL,
    PRIMARY KEY (user_id, seq),
    KEY stream_frames_age (created_at)
  )`);
  await knex.raw(`CREATE TABLE stream_tickets (
    hash BINARY(32) NOT NULL PRIMARY KEY COMMENT 'SHA-256 of the ticket',
    user_id BIGINT NOT NULL,
    session_id BIGINT NOT NULL,
    expires_at DATETIME(3) NOT NULL,
    KEY stream_tickets_age (expires_at)
  )`);
  await knex.raw(`CREATE TABLE notification_preferences (
    user_id BIGINT NOT NULL,
    type VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    in_app TINYINT(1) NOT NULL,
    PRIMARY KEY (user_id, type)
  ) COMMENT 'what differs from the defaults'`);
  await knex.raw(`CREATE TABLE silenced_authors (
    user_id BIGINT NOT NULL,
    author_id BIGINT NOT NULL,
    PRIMARY KEY (user_id, author_id)
  ) COMMENT 'of whose new posts somebody is not told'`);
  await knex.raw(`CREATE TABLE fan_outs (
    post_id BIGINT NOT NULL PRIMARY KEY,
    author_id BIGINT NOT NULL,
    told_to BIGINT NOT NULL DEFAULT 0 COMMENT 'followers up to this id have been told',
    created_at DATETIME(3) NOT NULL,
    turn_at DATETIME(3) NOT NULL COMMENT 'when it had its last turn',
    KEY fan_outs_turn (turn_at)
  ) COMMENT 'new posts of which not all followers have been told yet'`);
  await knex.raw(`CREATE TABLE removals (
    id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    kind ENUM('post', 'comment', 'person', 'receiver') NOT NULL,
    subject_id BIGINT NOT NULL,
    UNIQUE KEY removals_subject (kind, subject_id)
  ) COMMENT 'subjects of which some receivers may have to be told that they are gone'`);
};

export const down = async (knex: Knex): Promise<void> => {
  for (const table of [
    ...['removals', 'fan_outs', 'silenced_authors', 'notification_preferences', 'stream_tickets'],
    ...['stream_frames', 'stream_heads', 'notifications', 'comments', 'posts', 'relations', 'people'],
  ])
    await knex.schema.dropTableIfExists(table);
  await dropPlatformTables(knex);
};
