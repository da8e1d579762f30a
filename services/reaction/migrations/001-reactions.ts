import { peopleTable, postsTable, relationsTable } from '@concord/community';
import { dropPlatformTables, platformTables, type Knex } from '@concord/platform';
import { reactionCounts } from '../src/store/reaction-counts.ts';
import { recounts } from '../src/store/recounts.ts';

const target = [
  "target_type ENUM('post', 'comment') NOT NULL",
  'target_id BIGINT NOT NULL',
  'type VARCHAR(20) NOT NULL',
];

export const up = async (knex: Knex): Promise<void> => {
  await platformTables(knex);
  await peopleTable(knex);
  await relationsTable(knex);
  await postsTable(knex);
  await knex.raw(`CREATE TABLE comments (
    id BIGINT NOT NULL PRIMARY KEY,
    post_id BIGINT NOT NULL,
    user_id BIGINT NOT NULL,
    deleted TINYINT(1) NOT NULL,
    version BIGINT NOT NULL
  ) COMMENT 'copy of state.comment.comments'`);
  await knex.raw(`CREATE TABLE reactions (
    id BIGINT NOT NULL COMMENT 'gives the order of a list',
    ${target.join(', ')},
    user_id BIGINT NOT NULL,
    target_author_id BIGINT NOT NULL,
    post_id BIGINT NOT NULL COMMENT 'the target, or what it stands under',
    counted TINYINT(1) NOT NULL COMMENT 'whether the account is active, as far as the counts know',
    created_at DATETIME(3) NOT NULL,
    PRIMARY KEY (target_type, target_id, type, user_id),
    KEY reactions_by_time (target_type, target_id, id),
    KEY reactions_by_type (target_type, target_id, type, id),
    KEY reactions_by_user (user_id, counted, target_type, target_id, type)
  )`);
  await recounts.createTable(knex, ['user_id BIGINT NOT NULL']);
  await reactionCounts.createTables(knex, target);
};

export const down = async (knex: Knex): Promise<void> => {
  await reactionCounts.dropTables(knex);
  for (const table of ['recounts', 'reactions', 'comments', 'posts', 'relations', 'people'])
    await knex.schema.dropTableIfExists(table);
  await dropPlatformTables(knex);
};
