/** Names of our own HTTP headers, lower case. */
export const headerNames = {
  /** The credential that lifts an importer, a test run or an operator to the higher rate profile. */
  operator: 'concord-operator',
  /** The secret that one service shows another; without it identity headers and internal operations are refused. */
  internal: 'concord-internal',
  /** Names one attempt to make something, so that it may be sent again (draft-ietf-httpapi-idempotency-key-header). */
  idempotencyKey: 'idempotency-key',
  /** Of a write: receipts for the captured rows that it changed. */
  version: 'concord-version',
  /** Of a read: the receipts of writes that it should show; answered with how that went. */
  wait: 'concord-wait',
} as const;
