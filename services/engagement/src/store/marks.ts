import type { Tx } from '@concord/platform';
import type { Happening } from '../domain/happening.ts';

/** In the order of their key: transactions that take marks in one order do not wait for each other in a circle. What has one mark stays in order. */
export const byMark = (happenings: readonly Happening[]): Happening[] =>
  happenings
    .map((happening) => ({ happening, key: keyOf(happening) }))
    .toSorted((one, other) => compare(one.key, other.key))
    .map(({ happening }) => happening);

type Key = readonly [day: string, kind: string, subjectId: number, actorId: number];

const keyOf = ({ at, kind, subjectId, actorId }: Happening): Key => [
  at.toISOString().slice(0, 10),
  ...([kind, subjectId, actorId] as const),
];

const compare = (one: Key, other: Key): number => {
  for (const [index, part] of one.entries()) {
    const against = other[index] ?? part;
    if (part !== against) return part < against ? -1 : 1;
  }
  return 0;
};

/**
 * Marks that this person did this to this on that day; false where it is marked already. One statement each, because only a single
 * insert tells whose it was; who marks the same at this moment waits for the other's commit. `withheld`: it does not trend, for who did it
 * is not active.
 */
export const mark = async (tx: Tx, happening: Happening, withheld = false): Promise<boolean> => {
  const [result] = (await tx.raw(
    'INSERT IGNORE INTO marks (day, kind, subject_id, actor_id, hour, withheld) VALUES (?, ?, ?, ?, ?, ?)',
    [...keyOf(happening), happening.at.getUTCHours(), withheld],
  )) as [{ affectedRows: number }];
  return result.affectedRows === 1;
};
