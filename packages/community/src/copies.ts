import type { Db } from '@concord/platform';
import type { UserService } from './peers/user-service.ts';

/** How old the local copies may be before what is not plainly public is asked for elsewhere, in ms. */
export const freshnessMs = 10_000;

/** The local copies of people and relations, and whom to ask where they do not tell. Part of a service's `Deps`. */
export interface Copies {
  readonly db: Db;
  readonly copies: {
    isFresh(maxAgeMs: number): Promise<boolean>;
    assertFresh(maxAgeMs: number): Promise<void>;
  };
  readonly user: UserService;
}
