import { dropPlatformTables, platformTables } from '@concord/platform';
import type { Knex } from 'knex';

export const up = (knex: Knex): Promise<void> => platformTables(knex);
export const down = (knex: Knex): Promise<void> => dropPlatformTables(knex);
