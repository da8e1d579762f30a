import type { Knex } from 'knex';

/** Copies of what others count about posts. */
export const up = async (knex: Knex): Promise<void> => {
  await knex.raw(`CREATE TABLE reaction_counts (
    post_id BIGINT NOT NULL,
    type VARCHAR(20) NOT NULL,
    count INT NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (post_id, type)
  ) COMMENT 'copy of state.reaction.reaction_counts, of posts'`);
  await knex.raw(`CREATE TABLE comment_counts (
    post_id BIGINT NOT NULL PRIMARY KEY,
    count INT NOT NULL,
    version BIGINT NOT NULL
  ) COMMENT 'copy of state.comment.comment_counts, of posts'`);
};

export const down = async (knex: Knex): Promise<void> => {
  for (const table of ['comment_counts', 'reaction_counts']) await knex.schema.dropTableIfExists(table);
};
