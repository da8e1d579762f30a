import type { Id } from '@concord/contracts';
import { repeated, transaction, type Db, type Part } from '@concord/platform';
import { ofNewPost } from '../domain/tellings-of.ts';
import { advanceFanOut, endFanOut, nextFollowers, takeFanOut, waitingFanOuts } from '../store/fan-outs.ts';
import { tell, type Teller } from '../store/tell.ts';

/** Followers told in one transaction: locks stay short, and other posts come in between. */
const chunk = 500;
const everyMs = 100;

/** Tells the next followers of one post; true when there may be more. */
const advance = (db: Db, teller: Teller, postId: Id): Promise<boolean> =>
  transaction(db, async (tx) => {
    const fanOut = await takeFanOut(tx, postId);
    if (fanOut === null) return false;
    const { last, told } = await nextFollowers(tx, fanOut, chunk);
    await tell(
      tx,
      teller,
      told.map((follower) => ofNewPost(fanOut, follower)),
    );
    await (last === null ? endFanOut(tx, postId) : advanceFanOut(tx, postId, last));
    return last !== null;
  });

/** Tells all followers that wait, a chunk of each post in turn: who has many followers delays nobody else's. */
export const fanOutAll = async (db: Db, teller: Teller, stopped: () => boolean = () => false): Promise<void> => {
  let waiting = await waitingFanOuts(db);
  while (waiting.length > 0 && !stopped()) {
    const left: Id[] = [];
    for (const postId of waiting) if (await advance(db, teller, postId)) left.push(postId);
    waiting = left;
  }
};

export const fanOuts = (db: Db, teller: Teller): Part =>
  repeated({ name: 'fan-out', everyMs, work: (stopped) => fanOutAll(db, teller, stopped) });
