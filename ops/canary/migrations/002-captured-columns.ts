import type { Knex } from 'knex';

export const up = async (knex: Knex): Promise<void> => {
  await knex.raw(`CREATE TABLE captured_columns (
    connector VARCHAR(64) NOT NULL,
    table_name VARCHAR(128) NOT NULL,
    columns JSON NOT NULL,
    PRIMARY KEY (connector, table_name)
  ) COMMENT 'columns of which every row has been told, or has been asked for'`);
};

export const down = async (knex: Knex): Promise<void> => {
  await knex.schema.dropTable('captured_columns');
};
