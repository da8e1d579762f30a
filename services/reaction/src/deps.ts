import type { PostCopies } from '@concord/community';
import type { Common } from '@concord/platform';

/** What the operations of this service work with. */
export interface Deps extends Common, PostCopies {
  /** The types of reaction that this community offers. */
  readonly types: readonly string[];
}
