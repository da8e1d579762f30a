import { repeated, type Db, type Part } from '@concord/platform';
import { forgetBefore } from '../store/forget.ts';

const everyMs = 10 * 60_000;

/** Forgets from time to time what is older than it is kept. */
export const forgetting = (db: Db, now: () => Date): Part =>
  repeated({ name: 'forgetting', everyMs, work: (stopped) => forgetBefore(db, now(), stopped) });
