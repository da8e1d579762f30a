import type { CommentCopies } from '@concord/community';
import type { Common } from '@concord/platform';

/** What the operations of this service work with. */
export interface Deps extends Common, CommentCopies {
  /** The types of reaction that this community offers. */
  readonly types: readonly string[];
}
