import { erasureTurns } from '@concord/community';
import { mailsByHolder, type Knex } from '@concord/platform';

const mails = mailsByHolder('account');

/** Who has not answered to a deletion is told again; erasures that wait are looked at less and less often, and find an account's mails by an index. */
export const up = async (knex: Knex): Promise<void> => {
  await erasureTurns.up(knex);
  await mails.up(knex);
  await knex.raw(`ALTER TABLE deletions
    ADD COLUMN told_at DATETIME(3) NULL COMMENT 'when the services were told last, where once was not enough',
    ADD KEY deletions_running (finished_at, started_at)`);
};

export const down = async (knex: Knex): Promise<void> => {
  await knex.raw('ALTER TABLE deletions DROP KEY deletions_running, DROP COLUMN told_at');
  await mails.down(knex);
  await erasureTurns.down(knex);
};
