import type { Knex } from 'knex';
import { peopleTable, relationsTable } from '@concord/community';
import { dropPlatformTables, platformTables } from '@concord/platform';
import { rewrites } from '../src/store/reach-changes.ts';

export const up = async (knex: Knex): Promise<void> => {
  await platformTables(knex);
  await knex.raw(`CREATE TABLE posts (
    id BIGINT NOT NULL PRIMARY KEY,
    user_id BIGINT NOT NULL,
    content TEXT NOT NULL,
    media JSON NOT NULL,
    location VARCHAR(100) NULL,
    audience ENUM('public', 'followers', 'friends', 'private') NOT NULL,
    reach ENUM('public', 'followers', 'friends', 'private', 'none') NOT NULL
      COMMENT 'how far the author lets anything reach; queries here join people instead',
    tags JSON NOT NULL,
    mentions JSON NOT NULL COMMENT 'ids of people',
    like_count INT NOT NULL DEFAULT 0,
    comment_count INT NOT NULL DEFAULT 0,
    share_count INT NOT NULL DEFAULT 0,
    is_published TINYINT(1) NOT NULL DEFAULT 1,
    created_at DATETIME(3) NOT NULL,
    updated_at DATETIME(3) NOT NULL,
    deleted_at DATETIME(3) NULL,
    version BIGINT NOT NULL,
    KEY posts_by_author (user_id, deleted_at, id, is_published, audience)
  )`);
  await knex.raw(`CREATE TABLE narrowings (
    user_id BIGINT NOT NULL PRIMARY KEY,
    active TINYINT(1) NOT NULL,
    version BIGINT NOT NULL
  )`);
  await rewrites.createTable(knex, ['user_id BIGINT NOT NULL']);
  await peopleTable(knex);
  await relationsTable(knex);
  await knex.raw(
    'CREATE INDEX relations_feed ON relations (viewer_id, follows, friend, author_id, blocks, blocked_by, mutes)',
  );
};

export const down = async (knex: Knex): Promise<void> => {
  for (const table of ['relations', 'people', 'reach_changes', 'narrowings', 'posts'])
    await knex.schema.dropTableIfExists(table);
  await dropPlatformTables(knex);
};
