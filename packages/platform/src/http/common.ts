import type { Id } from '@concord/contracts';
import type { Cursors } from '../pages/cursor.ts';

/** What the operations of every service that writes and lists work with, besides its database and copies. */
export interface Common {
  readonly ids: { next(): Id };
  readonly clock: { now(): Date };
  readonly cursors: Cursors;
}
