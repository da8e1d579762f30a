import { repeated, transaction, type Db, type Part } from '@concord/platform';
import { dueTagSums, sumTags } from '../store/tag-sums.ts';

const everyMs = 10_000;

/** Sums the hours that are over and wait for it, each in a transaction. May be interrupted anywhere and begun again by anyone. */
export const sumAllTags = async (db: Db, now: Date, stopped: () => boolean = () => false): Promise<void> => {
  for (const hour of await dueTagSums(db, now)) {
    if (stopped()) return;
    await transaction(db, (tx) => sumTags(tx, hour));
  }
};

export const tagSums = (db: Db, now: () => Date): Part =>
  repeated({ name: 'sums of tags', everyMs, work: (stopped) => sumAllTags(db, now(), stopped) });
