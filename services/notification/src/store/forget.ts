import { transaction, type Db } from '@concord/platform';
import { dropFanOutsBefore } from './fan-outs.ts';

/** How long notifications, the frames of streams, and fan-outs whose post never came are kept, in days. */
const keptDays = { notifications: 90, frames: 7, fanOuts: 1 };
const chunk = 5_000;

const daysBefore = (now: Date, days: number) => new Date(now.getTime() - days * 24 * 3_600_000);

/** Deletes, in chunks, what is older than it is kept. Heads remember up to where their frames are gone. */
export const forgetBefore = async (db: Db, now: Date): Promise<void> => {
  await db('stream_tickets').where('expires_at', '<', now).limit(chunk).delete();
  await db('notifications').where('created_at', '<', daysBefore(now, keptDays.notifications)).limit(chunk).delete();
  await dropFanOutsBefore(db, daysBefore(now, keptDays.fanOuts));
  await forgetFrames(db, daysBefore(now, keptDays.frames));
};

const forgetFrames = (db: Db, before: Date): Promise<void> =>
  transaction(db, async (tx) => {
    const old = await tx('stream_frames')
      .where('created_at', '<', before)
      .limit(chunk)
      .select<{ user_id: number; seq: number }[]>('user_id', 'seq');
    const newest = new Map<number, number>();
    for (const { user_id, seq } of old) newest.set(user_id, Math.max(seq, newest.get(user_id) ?? 0));
    for (const [user_id, seq] of [...newest].toSorted(([one], [other]) => one - other)) {
      await tx('stream_heads')
        .where({ user_id })
        .update({ forgotten: tx.raw('GREATEST(forgotten, ?)', [seq]) });
      await tx('stream_frames').where({ user_id }).where('seq', '<=', seq).delete();
    }
  });
