import type { Row, state } from '@concord/contracts';
import type { Seeker } from '@concord/audience';

export type RelationRow = Row<typeof state.user.relations>;
type Flags = Pick<RelationRow, 'follows' | 'friend' | 'blocks' | 'blocked_by' | 'mutes' | 'version'>;

/** A viewer's relations with whom they mute; arrays are made when asked for and kept until something changes. */
export interface SeekerWithMutes extends Seeker {
  readonly muted: readonly number[];
}

/** Everything one viewer has to do with others, kept current row by row. */
export const relationSet = (viewer: number) => {
  const rows = new Map<number, Flags>();
  let seeker: SeekerWithMutes | undefined;

  const authors = (is: (flags: Flags) => boolean) =>
    [...rows].flatMap(([author, flags]) => (is(flags) ? [author] : []));

  return {
    /** Takes a row unless a newer one is known. */
    apply: (row: Flags & { readonly author_id: number }): void => {
      const known = rows.get(row.author_id);
      if (known && known.version > row.version) return;
      rows.set(row.author_id, row);
      seeker = undefined;
    },
    size: () => rows.size,
    seeker: (): SeekerWithMutes =>
      (seeker ??= {
        id: viewer,
        follows: authors(({ follows }) => follows),
        friends: authors(({ friend }) => friend),
        blocked: authors(({ blocks, blocked_by }) => blocks || blocked_by),
        muted: authors(({ mutes }) => mutes),
      }),
  };
};
export type RelationSet = ReturnType<typeof relationSet>;
