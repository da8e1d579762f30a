import { erasureTurns } from '@concord/community';
import { mailsByHolder, type Knex } from '@concord/platform';

const mails = mailsByHolder('receiver');

/** Erasures that wait are looked at less and less often, and find an account's mails by an index. */
export const up = async (knex: Knex): Promise<void> => {
  await erasureTurns.up(knex);
  await mails.up(knex);
};

export const down = async (knex: Knex): Promise<void> => {
  await mails.down(knex);
  await erasureTurns.down(knex);
};
