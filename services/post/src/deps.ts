import type { Id } from '@concord/contracts';
import type { Cursors, Db } from '@concord/platform';
import type { UserService } from './peers/user-service.ts';

/** What the operations of this service work with. */
export interface Deps {
  readonly db: Db;
  readonly ids: { next(): Id };
  readonly clock: { now(): Date };
  readonly cursors: Cursors;
  /** The local copies of people and relations. */
  readonly copies: {
    isFresh(maxAgeMs: number): Promise<boolean>;
    assertFresh(maxAgeMs: number): Promise<void>;
  };
  readonly user: UserService;
}
