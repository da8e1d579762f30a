import type { Row, state } from '@concord/contracts';

export type NarrowingRow = Row<typeof state.post.narrowings>;

/** The authors whose posts are being narrowed right now. The newest row of each author counts. */
export const narrowedAuthors = () => {
  const rows = new Map<number, NarrowingRow>();
  let active: number[] = [];
  return {
    apply: (row: NarrowingRow): void => {
      const known = rows.get(row.user_id);
      if (known && known.version > row.version) return;
      rows.set(row.user_id, row);
      active = [...rows.values()].flatMap(({ user_id, active: is }) => (is ? [user_id] : []));
    },
    list: (): readonly number[] => active,
  };
};
