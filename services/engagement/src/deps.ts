import type { PostCopies } from '@concord/community';
import type { Common } from '@concord/platform';

/** What the operations of this service work with. */
export type Deps = PostCopies & Pick<Common, 'clock'>;
