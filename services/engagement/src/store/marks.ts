import { keyOrder, type Tx } from '@concord/platform';
import type { Happening } from '../domain/happening.ts';

const key = ['day', 'kind', 'subject_id', 'actor_id'] as const;

const rowOf = ({ at, kind, subjectId, actorId }: Happening) => ({
  ...{ day: at.toISOString().slice(0, 10), kind, subject_id: subjectId, actor_id: actorId },
});

const inOrder = keyOrder<ReturnType<typeof rowOf>>(key);

/** In the order of their key: transactions that take marks in one order do not wait for each other in a circle. What has one mark stays in order. */
export const byMark = (happenings: readonly Happening[]): Happening[] =>
  happenings
    .map((happening) => ({ happening, row: rowOf(happening) }))
    .toSorted((one, other) => inOrder(one.row, other.row))
    .map(({ happening }) => happening);

/**
 * Marks that this person did this to this on that day; false where it is marked already. One statement each, because only a single
 * insert tells whose it was; who marks the same at this moment waits for the other's commit. `withheld`: it does not trend, for who did it
 * is not active.
 */
export const mark = async (tx: Tx, happening: Happening, withheld = false): Promise<boolean> => {
  const row = rowOf(happening);
  const [result] = (await tx.raw(
    'INSERT IGNORE INTO marks (day, kind, subject_id, actor_id, hour, withheld) VALUES (?, ?, ?, ?, ?, ?)',
    [...key.map((column) => row[column]), happening.at.getUTCHours(), withheld],
  )) as [{ affectedRows: number }];
  return result.affectedRows === 1;
};
