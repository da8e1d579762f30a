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
  readonly error?: {
    readonly type?: string;
    readonly reason?: string | null;
    readonly caused_by?: { readonly type?: string };
  };
}

/** The only 400 that speaks of the index and not of the document. */
const closed = 'index_closed_exception';

const fieldNamed = /(?:field|introduction of) \[([\w.]{1,60})\]/;

/** Says what is wrong and in which field, but never quotes Elasticsearch, which quotes the document. */
const whyRefused = ({ type = 'unknown', reason, caused_by }: NonNullable<ItemResult['error']>): string => {
  const field = fieldNamed.exec(reason ?? '')?.[1];
  const cause = caused_by?.type === undefined ? '' : ` (${caused_by.type})`;
  return `${type}${cause}${field === undefined ? '' : ` in ${field}`}`;
};

/**
 * Classifies an item by its status: bulk answers 200 whatever happened to its items. Only 400 says that the document itself is
 * wrong; a missing index (404), a blocked one (403, 429) and everything else is a state of the cluster that passes.
 */
export const classify = ({ status = 0, error }: ItemResult): Outcome => {
  if (status >= 200 && status < 300) return { kind: 'done' };
  if (status === 409) return { kind: 'stale' };
  if (status === 400 && error?.type !== closed) return { kind: 'poison', reason: whyRefused(error ?? {}) };
  return { kind: 'busy', reason: `${error?.type ?? 'unknown'}: ${error?.reason ?? `status ${String(status)}`}` };
};
