import type { Id } from '@concord/contracts';
import { logger, repeated, timeOfId, transaction, type Db, type Part } from '@concord/platform';
import { ofNewPost } from '../domain/tellings-of.ts';
import { advanceFanOut, endFanOut, nextFollowers, takeFanOut, waitingFanOuts } from '../store/fan-outs.ts';
import { tell, type Teller } from '../store/tell.ts';

/** Followers told in one transaction: locks stay short, and other posts come in between. */
const chunk = 500;
const everyMs = 100;
const log = logger('fan-out');

/** Tells the next followers of one post; true when there may be more. */
const advance = (db: Db, teller: Teller, postId: Id): Promise<boolean> =>
  transaction(db, async (tx) => {
    const fanOut = await takeFanOut(tx, postId);
    if (fanOut === null) return false;
    const { last, told } = await nextFollowers(tx, fanOut, chunk);
    await tell(
      tx,
      teller,
      told.map((follower) => ({ ...ofNewPost(fanOut, follower), happenedAt: new Date(timeOfId(postId)) })),
    );
    await (last === null ? endFanOut(tx, postId) : advanceFanOut(tx, postId, last, teller.clock.now()));
    return last !== null;
  });

/**
 * Tells followers until nobody waits: a chunk of each waiting post, then a look at who waits now, so that who has many followers delays nobody
 * else's. What fails has its turn again next time.
 */
export const fanOutAll = async (db: Db, teller: Teller, stopped: () => boolean = () => false): Promise<void> => {
  for (let more = true; more && !stopped();) {
    more = false;
    for (const postId of await waitingFanOuts(db)) {
      if (stopped()) return;
      const left = await advance(db, teller, postId).catch((error: unknown) => {
        log.warn({ err: error, postId }, 'followers wait');
        return false;
      });
      more ||= left;
    }
  }
};

export const fanOuts = (db: Db, teller: Teller): Part =>
  repeated({ name: 'fan-out', everyMs, work: (stopped) => fanOutAll(db, teller, stopped) });
