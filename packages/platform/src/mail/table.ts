import type { Knex } from 'knex';

/**
 * The mails that wait; called by a migration of a service that sends some. A row holds what the mail is made of, never an address or a text
 * that somebody may no longer read when it is sent. Sent mails leave nothing behind; refused ones stay 30 days with the reason.
 */
export const mailTable = (knex: Knex): Promise<unknown> =>
  knex.raw(`CREATE TABLE mails (
    id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    message_key CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'stands in its Message-ID, whenever it is sent',
    content JSON NOT NULL COMMENT 'what it is made of when it is sent',
    attempts INT NOT NULL DEFAULT 0 COMMENT 'how often a server has refused it',
    due_at DATETIME(3) NOT NULL COMMENT 'while it is being sent: when another process may try',
    lease CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'of the process that sends it',
    created_at DATETIME(3) NOT NULL,
    failed_at DATETIME(3) NULL,
    reason VARCHAR(300) NULL COMMENT 'of the last refusal',
    KEY mails_due (failed_at, due_at)
  ) COMMENT 'mails that wait, and those that were given up; not captured'`);
