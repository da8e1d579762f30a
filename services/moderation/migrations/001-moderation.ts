import { commentsTable, peopleTable, postsTable, relationsTable } from '@concord/community';
import { dropPlatformTables, idempotencyTable, platformTables, type Knex } from '@concord/platform';
import { decisionsDue } from '../src/store/decisions-due.ts';

const word = (length: number) => `VARCHAR(${length}) CHARACTER SET ascii COLLATE ascii_bin`;
const subject = ["subject_type ENUM('profile', 'post', 'comment') NOT NULL", 'subject_id BIGINT NOT NULL'].join(', ');

export const up = async (knex: Knex): Promise<void> => {
  await platformTables(knex);
  await idempotencyTable(knex);
  await peopleTable(knex);
  await relationsTable(knex);
  await postsTable(knex);
  await commentsTable(knex);
  await knex.raw(`CREATE TABLE cases (
    id BIGINT NOT NULL PRIMARY KEY,
    ${subject},
    author_id BIGINT NOT NULL COMMENT 'whose it is; of a profile, the account itself',
    open TINYINT(1) NULL DEFAULT 1 COMMENT 'null once decided: a subject has one open case',
    reports INT NOT NULL COMMENT 'by active accounts',
    first_at DATETIME(3) NOT NULL,
    last_at DATETIME(3) NOT NULL,
    action ENUM('dismiss', 'remove') NULL,
    note VARCHAR(1000) NULL,
    decided_by BIGINT NULL,
    decided_at DATETIME(3) NULL,
    carried_out_at DATETIME(3) NULL,
    UNIQUE KEY cases_open (subject_type, subject_id, open),
    KEY cases_by_reports (open, reports, id),
    KEY cases_by_age (open, id),
    KEY cases_of (author_id),
    KEY cases_decided (decided_at)
  )`);
  await knex.raw(`CREATE TABLE reports (
    id BIGINT NOT NULL PRIMARY KEY,
    case_id BIGINT NOT NULL,
    reporter_id BIGINT NOT NULL,
    reason ${word(20)} NOT NULL,
    text VARCHAR(1000) NULL,
    created_at DATETIME(3) NOT NULL,
    UNIQUE KEY reports_once (case_id, reporter_id),
    KEY reports_of (reporter_id, id),
    KEY reports_in (case_id, id)
  )`);
  await knex.raw(`CREATE TABLE reporters (
    user_id BIGINT NOT NULL PRIMARY KEY,
    day DATE NOT NULL COMMENT 'of UTC, on which they last reported',
    reports INT NOT NULL COMMENT 'on that day'
  )`);
  await knex.raw(`CREATE TABLE moderation_log (
    id BIGINT NOT NULL PRIMARY KEY,
    action ENUM('look', 'dismiss', 'remove') NOT NULL,
    moderator_id BIGINT NOT NULL,
    case_id BIGINT NOT NULL,
    ${subject},
    author_id BIGINT NOT NULL,
    created_at DATETIME(3) NOT NULL,
    KEY moderation_log_by_moderator (moderator_id, id),
    KEY moderation_log_by_case (case_id, id),
    KEY moderation_log_age (created_at)
  ) COMMENT 'who looked at or decided what: rows are only added, and deleted when their time is over'`);
  await decisionsDue.createTable(knex, ['case_id BIGINT NOT NULL']);
};

export const down = async (knex: Knex): Promise<void> => {
  for (const table of ['decisions_due', 'moderation_log', 'reporters', 'reports', 'cases'])
    await knex.schema.dropTableIfExists(table);
  for (const table of ['comments', 'posts', 'relations', 'people', 'idempotency_keys'])
    await knex.schema.dropTableIfExists(table);
  await dropPlatformTables(knex);
};
