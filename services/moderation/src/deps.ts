import type { CommentCopies } from '@concord/community';
import type { Common } from '@concord/platform';
import type { AuthService } from './peers/auth-service.ts';
import type { Owners } from './peers/owners.ts';

/** What the operations of this service work with. */
export interface Deps extends Common, CommentCopies {
  readonly auth: AuthService;
  readonly owners: Owners;
}
