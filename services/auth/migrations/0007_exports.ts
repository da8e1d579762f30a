import type { Knex } from 'knex';

/** What accounts have asked to have of themselves, page by page as it comes from the services: a dead process goes on where it stopped. */
export const up = async (knex: Knex): Promise<void> => {
  await knex.raw(`CREATE TABLE exports (
    id BIGINT NOT NULL PRIMARY KEY,
    user_id BIGINT NOT NULL,
    requested_at DATETIME(3) NOT NULL,
    pages INT NOT NULL DEFAULT 0 COMMENT 'how many were taken; who takes the next raises it from what they saw',
    place JSON NULL COMMENT 'file and page to go on with; null at the beginning',
    finished_at DATETIME(3) NULL,
    expires_at DATETIME(3) NULL,
    KEY exports_of (user_id, requested_at),
    KEY exports_being_made (finished_at, id),
    KEY exports_expiry (expires_at)
  )`);
  await knex.raw(`CREATE TABLE export_pages (
    export_id BIGINT NOT NULL,
    number INT NOT NULL,
    file VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    content MEDIUMTEXT NOT NULL COMMENT 'rows as JSON, with commas between them',
    PRIMARY KEY (export_id, number),
    CONSTRAINT export_pages_go_with_export FOREIGN KEY (export_id) REFERENCES exports (id) ON DELETE CASCADE
  )`);
};

export const down = async (knex: Knex): Promise<void> => {
  await knex.schema.dropTable('export_pages').dropTable('exports');
};
