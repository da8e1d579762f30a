import type { Knex } from 'knex';
import type { Query, Reader } from '../mysql/database.ts';

/** Where the content of a service's mails says to which account each goes. */
export type MailHolder = 'account' | 'receiver';

/** Not JSON_VALUE, whose RETURNING Debezium 3.6 cannot read in DDL: it stops at a statement that it does not understand. */
const held = (holder: MailHolder) => `CAST(JSON_EXTRACT(content, '$.${holder}') AS SIGNED)`;

/** Finds the mails of an account by an index; a migration of its own, later than the table's. */
export const mailsByHolder = (holder: MailHolder) => ({
  up: (knex: Knex): Promise<unknown> => knex.raw(`CREATE INDEX mails_by_holder ON mails ((${held(holder)}))`),
  down: (knex: Knex): Promise<unknown> => knex.raw('DROP INDEX mails_by_holder ON mails'),
});

/** The mails to an account that wait, or were given up. */
export const mailsOf = (reader: Reader, holder: MailHolder, account: number): Query =>
  reader('mails').whereRaw(`${held(holder)} = ?`, [account]);
