import type { Knex } from 'knex';

/** Copies of what others count about posts; shares, and whose number has changed. */
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
  await knex.raw(`ALTER TABLE posts
    ADD COLUMN shared_post_id BIGINT NULL COMMENT 'of a share: what it shares; not captured',
    ADD KEY posts_by_shared (shared_post_id, deleted_at, user_id),
    ADD KEY posts_by_sharer (user_id, shared_post_id)`);
  await knex.raw(`CREATE TABLE share_changes (
    id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    post_id BIGINT NOT NULL,
    KEY share_changes_by_post (post_id)
  ) COMMENT 'posts whose shares are to be counted again; not captured'`);
};

export const down = async (knex: Knex): Promise<void> => {
  await knex.raw('ALTER TABLE posts DROP KEY posts_by_sharer, DROP KEY posts_by_shared, DROP COLUMN shared_post_id');
  for (const table of ['share_changes', 'comment_counts', 'reaction_counts'])
    await knex.schema.dropTableIfExists(table);
};
