import type { CommentService, PostCopies } from '@concord/community';
import type { Common } from '@concord/platform';

/** What the operations of this service work with. */
export interface Deps extends Common, PostCopies {
  /** Whom to ask for a comment that has not arrived. */
  readonly comment: CommentService;
  /** The types of reaction that this community offers. */
  readonly types: readonly string[];
}
