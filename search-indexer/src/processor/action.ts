import type { KafkaRecord } from '@concord/platform';
import type { Source } from '../document.ts';

/** One document to be written, and the record it came from. */
export interface Action {
  readonly index: string;
  readonly id: string;
  readonly version: number;
  readonly source: Source;
  /** When the row was committed in MySQL, ms since 1970. */
  readonly committedAt: number;
  readonly record: KafkaRecord;
}

/** Of several changes of one document only the newest matters; the first of equals goes. Order is kept. */
export const newestOfEach = (actions: readonly Action[]): Action[] => {
  const newest = new Map<string, Action>();
  for (const action of actions) {
    const known = newest.get(action.id);
    if (!known || action.version >= known.version) newest.set(action.id, action);
  }
  return [...newest.values()];
};
