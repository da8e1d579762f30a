import { peopleTable, postsTable, relationsTable } from '@concord/community';
import { dropPlatformTables, platformTables, type Knex } from '@concord/platform';

const bucket = ["size ENUM('hour', 'day') NOT NULL", "at DATETIME NOT NULL COMMENT 'when it begins, UTC'"];
const count = (name: string) => `${name} INT NOT NULL`;
const tag = 'tag VARCHAR(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin NOT NULL';

export const up = async (knex: Knex): Promise<void> => {
  await platformTables(knex);
  await peopleTable(knex);
  await relationsTable(knex);
  await postsTable(knex);
  await knex.raw(`CREATE TABLE post_tags (
    post_id BIGINT NOT NULL,
    ${tag},
    PRIMARY KEY (post_id, tag)
  ) COMMENT 'the tags of state.post.posts; as new as the row of posts'`);
  await knex.raw(`CREATE TABLE post_buckets (
    ${bucket.join(', ')},
    post_id BIGINT NOT NULL,
    ${['views', 'reactions', 'comments', 'commenters', 'shares', 'sharers'].map(count).join(', ')},
    PRIMARY KEY (size, at, post_id),
    KEY post_buckets_by_post (post_id, size, at)
  )`);
  await knex.raw(`CREATE TABLE author_buckets (
    ${bucket.join(', ')},
    author_id BIGINT NOT NULL,
    ${['views', 'reactions', 'comments', 'shares', 'followers'].map(count).join(', ')},
    PRIMARY KEY (size, at, author_id),
    KEY author_buckets_by_author (author_id, size, at)
  )`);
  await knex.raw(`CREATE TABLE tag_buckets (
    ${bucket.join(', ')},
    ${tag},
    ${['reactions', 'commenters', 'sharers'].map(count).join(', ')},
    PRIMARY KEY (size, at, tag)
  ) COMMENT 'sums of the hours of posts that were plainly public when the hour was over'`);
  await knex.raw(`CREATE TABLE tag_sums_due (
    at DATETIME NOT NULL PRIMARY KEY
  ) COMMENT 'hours in which something happened that is not in tag_buckets yet'`);
  await knex.raw(`CREATE TABLE marks (
    day DATE NOT NULL,
    kind ENUM('view', 'reaction', 'comment_reaction', 'comment', 'share', 'follow') NOT NULL,
    subject_id BIGINT NOT NULL,
    actor_id BIGINT NOT NULL,
    PRIMARY KEY (day, kind, subject_id, actor_id)
  ) COMMENT 'who did what to what on a day: what counts once is counted with its mark'`);
  await knex.raw(`CREATE TABLE views_waiting (
    id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    post_id BIGINT NOT NULL,
    author_id BIGINT NOT NULL,
    at DATETIME(3) NOT NULL
  ) COMMENT 'views that are marked and not in the buckets yet'`);
};

export const down = async (knex: Knex): Promise<void> => {
  for (const table of ['views_waiting', 'marks', 'tag_sums_due', 'tag_buckets', 'author_buckets', 'post_buckets'])
    await knex.schema.dropTableIfExists(table);
  for (const table of ['post_tags', 'posts', 'relations', 'people']) await knex.schema.dropTableIfExists(table);
  await dropPlatformTables(knex);
};
