import type { Page } from '@concord/contracts';

/**
 * A page out of rows that were fetched with `limit + 1`: the surplus row only tells that there is more.
 * `seal` makes the cursor out of the last row shown.
 */
export const pageOf = <R, T>(rows: readonly R[], limit: number, view: (row: R) => T, seal: (last: R) => string) => {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(view),
    nextCursor: rows.length > limit && last !== undefined ? seal(last) : null,
  } satisfies Page<T>;
};
