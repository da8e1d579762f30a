import type { PersonChange } from '@concord/community';

/**
 * Whether a person's newest profile changes what their reactions count. Of somebody who was not known before, reactions may carry
 * anything.
 */
export const countsOtherwise = ({ before, after }: PersonChange): boolean =>
  before === undefined || (before.status === 'active') !== (after.status === 'active');
