import { narrower, reachOf } from '@concord/audience';
import type { Id, Reach } from '@concord/contracts';
import type { Person } from './person.ts';

/** An author whose posts must carry another reach than they do; narrowing when somebody may not see them any more. */
export interface ReachChange {
  readonly userId: Id;
  readonly narrowing: boolean;
}

/** Whether fewer people are admitted than before. */
export const isNarrower = (to: Reach, from: Reach): boolean =>
  from !== 'none' && to !== from && narrower(from, to) === to;

/**
 * What a person's newest profile changes for their posts; null when nothing. Of somebody who was not known before, posts may carry
 * anything: that counts as a narrowing.
 */
export const reachChange = (held: Person | undefined, incoming: Person): ReachChange | null => {
  if (held === undefined) return { userId: incoming.id, narrowing: true };
  const [from, to] = [reachOf(held), reachOf(incoming)];
  if (incoming.version < held.version || to === from) return null;
  return { userId: incoming.id, narrowing: isNarrower(to, from) };
};
