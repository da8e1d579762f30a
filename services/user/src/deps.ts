import type { Cursors, Db } from '@concord/platform';
import type { People } from './people/people.ts';

/** What operations work with. */
export interface Deps {
  readonly db: Db;
  readonly people: People;
  readonly cursors: Cursors;
  readonly clock: () => Date;
}
