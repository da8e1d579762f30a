import { isNarrower, reachOf } from '@concord/audience';
import type { PersonChange } from '@concord/community';
import type { Id } from '@concord/contracts';

/** An author whose posts must carry another reach than they do; narrowing when somebody may not see them any more. */
export interface ReachChange {
  readonly userId: Id;
  readonly narrowing: boolean;
}

/**
 * What a person's newest profile changes for their posts; null when nothing. Of somebody who was not known before, posts may carry
 * anything: that counts as a narrowing.
 */
export const reachChange = ({ before, after }: PersonChange): ReachChange | null => {
  if (before === undefined) return { userId: after.id, narrowing: true };
  const [from, to] = [reachOf(before), reachOf(after)];
  return to === from ? null : { userId: after.id, narrowing: isNarrower(to, from) };
};
