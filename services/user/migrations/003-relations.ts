import type { Knex } from 'knex';

export const up = async (knex: Knex): Promise<void> => {
  // `since` is when the edge came to its present status; lists are read by it, newest first. Whether both accounts are active
  // is kept in the row, so that people are counted from the index alone.
  await knex.raw(`CREATE TABLE follows (
    follower_id BIGINT NOT NULL,
    following_id BIGINT NOT NULL,
    status ENUM('pending', 'accepted') NOT NULL,
    follower_active TINYINT(1) NOT NULL,
    following_active TINYINT(1) NOT NULL,
    created_at DATETIME(3) NOT NULL,
    since DATETIME(3) NOT NULL,
    PRIMARY KEY (follower_id, following_id),
    KEY follows_of_follower (follower_id, status, following_active, since, following_id),
    KEY follows_of_followed (following_id, status, follower_active, since, follower_id)
  )`);
  // `user_id` asked, `friend_id` was asked; the pair of generated columns keeps it to one row per two people.
  await knex.raw(`CREATE TABLE friendships (
    user_id BIGINT NOT NULL,
    friend_id BIGINT NOT NULL,
    status ENUM('pending', 'accepted') NOT NULL,
    created_at DATETIME(3) NOT NULL,
    since DATETIME(3) NOT NULL,
    low_id BIGINT GENERATED ALWAYS AS (LEAST(user_id, friend_id)) STORED NOT NULL,
    high_id BIGINT GENERATED ALWAYS AS (GREATEST(user_id, friend_id)) STORED NOT NULL,
    PRIMARY KEY (user_id, friend_id),
    UNIQUE KEY friendships_pair (low_id, high_id),
    KEY friendships_of_asking (user_id, status, since, friend_id),
    KEY friendships_of_asked (friend_id, status, since, user_id)
  )`);
  await knex.raw(`CREATE TABLE blocks (
    blocker_id BIGINT NOT NULL,
    blocked_id BIGINT NOT NULL,
    created_at DATETIME(3) NOT NULL,
    PRIMARY KEY (blocker_id, blocked_id),
    KEY blocks_of_blocker (blocker_id, created_at, blocked_id)
  )`);
  await knex.raw(`CREATE TABLE relations (
    viewer_id BIGINT NOT NULL,
    author_id BIGINT NOT NULL,
    follows TINYINT(1) NOT NULL DEFAULT 0,
    friend TINYINT(1) NOT NULL DEFAULT 0,
    blocks TINYINT(1) NOT NULL DEFAULT 0,
    blocked_by TINYINT(1) NOT NULL DEFAULT 0,
    mutes TINYINT(1) NOT NULL DEFAULT 0,
    version BIGINT NOT NULL,
    PRIMARY KEY (viewer_id, author_id)
  )`);
};

export const down = async (knex: Knex): Promise<void> => {
  for (const table of ['relations', 'blocks', 'friendships', 'follows']) await knex.schema.dropTable(table);
};
