import type { PostCopies } from '@concord/community';
import type { Id } from '@concord/contracts';
import type { Cursors } from '@concord/platform';

/** What the operations of this service work with. */
export interface Deps extends PostCopies {
  readonly ids: { next(): Id };
  readonly clock: { now(): Date };
  readonly cursors: Cursors;
  /** The types of reaction that this community offers. */
  readonly types: readonly string[];
}
