import type { Copies } from '@concord/community';
import type { Id } from '@concord/contracts';
import type { Cursors } from '@concord/platform';

/** What the operations of this service work with. */
export interface Deps extends Omit<Copies, 'user'> {
  readonly ids: { next(): Id };
  readonly clock: { now(): Date };
  readonly cursors: Cursors;
}
