import { impersonal, type Tables } from './facts.ts';

/** `concord_ops` */
export const ops: Tables = {
  canary: impersonal('The row that is followed through the pipeline', 'id', 'beat_at', 'version'),
  debezium_signal: impersonal('What Debezium is asked to read again: names of tables', 'id', 'type', 'data'),
  captured_columns: impersonal('Columns that Debezium has told of', 'connector', 'table_name', 'columns'),
};
