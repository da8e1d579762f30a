import { erasuresTable } from '@concord/community';
import type { Knex } from 'knex';

export const up = (knex: Knex): Promise<unknown> => erasuresTable(knex);

export const down = (knex: Knex): Promise<unknown> => knex.schema.dropTableIfExists('erasures');
