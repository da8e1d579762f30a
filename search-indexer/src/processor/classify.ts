/** What became of one item of a bulk request. */
export type Outcome =
  | { readonly kind: 'done' }
  /** The index holds a newer version already: success. */
  | { readonly kind: 'stale' }
  /** Will never succeed as it is. */
  | { readonly kind: 'poison'; readonly reason: string }
  /** May succeed later. */
  | { readonly kind: 'busy'; readonly reason: string };

export interface ItemResult {
  readonly status?: number;
  readonly error?: { readonly type?: string; readonly reason?: string | null };
}

/** 4xx that say something of the cluster's state and not of the document. */
const passing = new Set([
  'cluster_block_exception',
  'index_not_found_exception',
  'unavailable_shards_exception',
  'process_cluster_event_timeout_exception',
]);

/** Classifies an item by its status: bulk answers 200 whatever happened to its items. */
export const classify = ({ status = 0, error }: ItemResult): Outcome => {
  if (status >= 200 && status < 300) return { kind: 'done' };
  if (status === 409) return { kind: 'stale' };
  const reason = `${error?.type ?? 'unknown'}: ${error?.reason ?? `status ${String(status)}`}`;
  if (status === 429 || status >= 500 || status === 0 || passing.has(error?.type ?? ''))
    return { kind: 'busy', reason };
  return { kind: 'poison', reason };
};
