import { peopleTable, postsTable, relationsTable } from '@concord/community';
import { dropPlatformTables, idempotencyTable, platformTables, type Knex } from '@concord/platform';
import { commentCounts } from '../src/store/comment-counts.ts';
import { rewrites } from '../src/store/rewrites.ts';

export const up = async (knex: Knex): Promise<void> => {
  await platformTables(knex);
  await idempotencyTable(knex);
  await peopleTable(knex);
  await relationsTable(knex);
  await postsTable(knex);
  await knex.raw(`CREATE TABLE comments (
    id BIGINT NOT NULL PRIMARY KEY,
    post_id BIGINT NOT NULL,
    parent_id BIGINT NULL,
    root_id BIGINT NOT NULL COMMENT 'the comment of the first level above it, itself there',
    user_id BIGINT NOT NULL,
    path VARBINARY(2800) NOT NULL COMMENT 'the ids from the first level down to the own, 7 bytes each, big-endian',
    depth SMALLINT NOT NULL COMMENT '1 on the first level',
    content TEXT NOT NULL,
    mentions JSON NOT NULL COMMENT 'ids of people',
    like_count INT NOT NULL DEFAULT 0,
    places INT NOT NULL DEFAULT 0 COMMENT 'direct replies that have a place in the thread; not captured',
    gone TINYINT(1) NOT NULL DEFAULT 0 COMMENT 'deleted, and without replies: has no place in the thread; not captured',
    author_active TINYINT(1) NOT NULL,
    post_user_id BIGINT NOT NULL,
    post_width ENUM('public', 'followers', 'friends', 'private', 'none') NOT NULL
      COMMENT 'what is left of the post’s audience within its author’s reach; queries here join posts and people instead',
    post_deleted TINYINT(1) NOT NULL DEFAULT 0,
    revision INT NOT NULL DEFAULT 1 COMMENT 'raised by edits of the content only; not captured',
    created_at DATETIME(3) NOT NULL,
    updated_at DATETIME(3) NOT NULL COMMENT 'when the content was last written or taken away',
    deleted_at DATETIME(3) NULL,
    version BIGINT NOT NULL,
    KEY comments_by_branch (root_id, gone, path),
    KEY comments_by_level (post_id, depth, gone, id),
    KEY comments_by_likes (post_id, depth, gone, like_count, id),
    KEY comments_by_post (post_id, deleted_at, id),
    KEY comments_by_author (user_id, deleted_at, id)
  )`);
  await knex.raw(`CREATE TABLE earlier_contents (
    comment_id BIGINT NOT NULL,
    revision INT NOT NULL COMMENT 'of the comment when it said this',
    content TEXT NOT NULL,
    written_at DATETIME(3) NOT NULL,
    PRIMARY KEY (comment_id, revision)
  ) COMMENT 'what comments said before they were edited; not captured'`);
  await knex.raw(`CREATE TABLE locked_posts (
    post_id BIGINT NOT NULL PRIMARY KEY,
    locked_at DATETIME(3) NOT NULL
  ) COMMENT 'posts whose author takes no more comments; not captured'`);
  await knex.raw(`CREATE TABLE narrowings (
    kind ENUM('post', 'author') NOT NULL,
    subject_id BIGINT NOT NULL,
    active TINYINT(1) NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (kind, subject_id)
  )`);
  await rewrites.createTable(knex, ["kind ENUM('post', 'author') NOT NULL", 'subject_id BIGINT NOT NULL']);
  await knex.raw(`CREATE TABLE reaction_counts (
    target_id BIGINT NOT NULL COMMENT 'of a comment',
    type VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    count INT NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (target_id, type)
  ) COMMENT 'copy of state.reaction.reaction_counts, as far as it is of comments'`);
  await commentCounts.createTables(knex, ["target_type ENUM('post', 'comment') NOT NULL", 'target_id BIGINT NOT NULL']);
};

export const down = async (knex: Knex): Promise<void> => {
  await commentCounts.dropTables(knex);
  await knex.schema.dropTableIfExists('idempotency_keys');
  for (const table of ['reaction_counts', 'rewrites', 'narrowings', 'locked_posts', 'earlier_contents', 'comments'])
    await knex.schema.dropTableIfExists(table);
  for (const table of ['posts', 'relations', 'people']) await knex.schema.dropTableIfExists(table);
  await dropPlatformTables(knex);
};
