import { transaction, type Db } from '@concord/platform';
import { dropLostDeliveries } from './deliveries.ts';
import { dropFanOutsBefore } from './fan-outs.ts';

/** How long notifications, the frames of streams, and fan-outs whose post never came are kept, in days. */
const keptDays = { notifications: 90, frames: 7, fanOuts: 1 };
/** Rows deleted in one statement, and users whose heads one transaction holds. */
const rows = 5_000;
const users = 200;

const daysBefore = (now: Date, days: number) => new Date(now.getTime() - days * 24 * 3_600_000);

/** Deletes, in chunks, what is older than it is kept. Heads remember up to where their frames are gone. */
export const forgetBefore = async (db: Db, now: Date, stopped: () => boolean = () => false): Promise<void> => {
  const until = async (deleteSome: () => Promise<number>, most: number) => {
    while (!stopped() && (await deleteSome()) >= most);
  };
  const olderThan = daysBefore(now, keptDays.notifications);
  await until(() => db('stream_tickets').where('expires_at', '<', now).limit(rows).delete(), rows);
  await until(() => db('notifications').where('created_at', '<', olderThan).limit(rows).delete(), rows);
  await until(() => dropLostDeliveries(db, rows), rows);
  await dropFanOutsBefore(db, daysBefore(now, keptDays.fanOuts));
  await until(() => forgetFrames(db, daysBefore(now, keptDays.frames)), users);
};

/** Forgets the old frames of the next users; gives how many users. */
const forgetFrames = async (db: Db, before: Date): Promise<number> => {
  const old = (await db('stream_frames')
    .where('created_at', '<', before)
    .distinct('user_id')
    .limit(users)
    .pluck('user_id')) as number[];
  for (const user_id of old)
    await transaction(db, async (tx) => {
      const theirs = tx('stream_frames').where({ user_id }).where('created_at', '<', before);
      const [newest] = await theirs.clone().max<{ seq: number | null }[]>({ seq: 'seq' });
      const last = newest?.seq ?? null;
      if (last === null) return;
      await tx('stream_heads')
        .where({ user_id })
        .update({ forgotten: tx.raw('GREATEST(forgotten, ?)', [last]) });
      await tx('stream_frames').where({ user_id }).where('seq', '<=', last).delete();
    });
  return old.length;
};
