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

/** The only 400 that speaks of the index and not of the document. */
const closed = 'index_closed_exception';

/**
 * Classifies an item by its status: bulk answers 200 whatever happened to its items. Only 400 says that the document itself is
 * wrong; a missing index (404), a blocked one (403, 429) and everything else is a state of the cluster that passes.
 */
export const classify = ({ status = 0, error }: ItemResult): Outcome => {
  if (status >= 200 && status < 300) return { kind: 'done' };
  if (status === 409) return { kind: 'stale' };
  const reason = `${error?.type ?? 'unknown'}: ${error?.reason ?? `status ${String(status)}`}`;
  return { kind: status === 400 && error?.type !== closed ? 'poison' : 'busy', reason };
};
