/**
 * Tables, and single columns, that tell how work goes and not what anybody wrote: they change by themselves while nothing happens. Everything else, and every table
 * that is added, is content.
 */
export const bookkeeping: Readonly<Record<string, string>> = {
  'concord_ops.canary': 'written every second',
  '*.canary_copy': 'follows the canary',
  '*.stream_positions': 'how far behind a partition of a stream is',
  '*.id_workers': 'leases of who may make ids, renewed all the time',
  'concord_notification.devices.doubts': 'how often auth was asked whether the session of a device goes on',
  'concord_notification.stream_tickets': 'good for seconds, then deleted',
};

export const isBookkeepingColumn = (database: string, table: string, column: string): boolean =>
  `${database}.${table}.${column}` in bookkeeping;

export const isBookkeeping = (database: string, table: string): boolean =>
  `${database}.${table}` in bookkeeping || `*.${table}` in bookkeeping;
