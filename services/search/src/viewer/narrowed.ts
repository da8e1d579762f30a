import type { Id, Row, state } from '@concord/contracts';

export type NarrowingRow = Row<typeof state.post.narrowings>;

/** The index of posts may be refreshed this much later than the index of canaries: twice its refresh interval. */
const refreshLagMs = 2_000;

interface Narrowing {
  readonly row: NarrowingRow;
  readonly committedMs: number;
}

/**
 * The authors whose posts are being narrowed. The newest row of each author counts. That a narrowing has ended arrives by another
 * way than the rewritten posts and may overtake them; so the author stays left out until the index has come past the end.
 */
export const narrowedAuthors = () => {
  const known = new Map<Id, Narrowing>();
  return {
    /** `committedMs` is when the row was committed, ms since 1970. */
    apply: (row: NarrowingRow, committedMs: number): void => {
      if ((known.get(row.user_id)?.row.version ?? 0) <= row.version) known.set(row.user_id, { row, committedMs });
    },
    /** `indexedMs`: up to when the index is known to have everything; null when that is not known. */
    list: (indexedMs: number | null): readonly Id[] => {
      const left: Id[] = [];
      for (const [author, { row, committedMs }] of known) {
        if (!row.active && indexedMs !== null && indexedMs > committedMs + refreshLagMs) known.delete(author);
        else left.push(author);
      }
      return left;
    },
  };
};
