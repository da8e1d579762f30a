import { gauge, repeated, type Db, type Part } from '@concord/platform';
import type { Id } from '@concord/contracts';
import { headsOf } from '../read/frames-after.ts';
import type { Follower } from './follow.ts';

/** How often this process looks whether the logs of its streams' users have grown: what any process wrote is sent by all. */
const everyMs = 100;
const chunk = 1_000;
/** Streams that one account may have open in one process; one more ends the oldest. */
const mostOfOne = 10;

const open = gauge({ name: 'concord_streams_open', help: 'Open real-time streams of this process', labelNames: [] });

/** The open streams of this process. */
export interface Hub extends Part {
  add(follower: Follower): void;
  remove(follower: Follower): void;
}

export const hub = (db: Db): Hub => {
  const byUser = new Map<Id, Set<Follower>>();
  const wakeBehind = async (users: readonly Id[]): Promise<void> => {
    for (const [userId, seq] of await headsOf(db, users))
      for (const follower of byUser.get(userId) ?? []) if (follower.position() < seq) follower.wake();
  };

  const look = async (): Promise<void> => {
    const users = [...byUser.keys()];
    for (let start = 0; start < users.length; start += chunk) await wakeBehind(users.slice(start, start + chunk));
  };

  return {
    ...repeated({ name: 'streams', everyMs, work: look }),
    add: (follower) => {
      const own = byUser.get(follower.userId) ?? new Set();
      if (own.size >= mostOfOne) [...own][0]?.end();
      byUser.set(follower.userId, own.add(follower));
      open.inc();
      follower.wake();
    },
    remove: (follower) => {
      follower.stop();
      const own = byUser.get(follower.userId);
      if (own?.delete(follower) === true) open.dec();
      if (own?.size === 0) byUser.delete(follower.userId);
    },
  };
};
