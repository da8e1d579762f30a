/** Names of our own HTTP headers, lower case. */
export const headerNames = {
  /** The credential that lifts an importer, a test run or an operator to the higher rate profile. */
  operator: 'concord-operator',
  /** The secret that one service shows another; without it identity headers and internal operations are refused. */
  internal: 'concord-internal',
  /** Names one attempt to make something, so that it may be sent again (draft-ietf-httpapi-idempotency-key-header). */
  idempotencyKey: 'idempotency-key',
} as const;
