import { byOthers, deletedRows, erasure, isForgotten, waitingMails, type ErasureStep } from '@concord/community';
import type { Id } from '@concord/contracts';
import { appendFrames } from './frames.ts';

interface Row {
  readonly id: Id;
  readonly receiver_id: Id;
  readonly hidden: 0 | 1;
}

/** What others were told of the account's deeds: it goes out of their lists, and who looks on is told that it did. */
const told: ErasureStep = {
  kind: 'notifications_caused',
  byOthers: true,
  erase: async (tx, account, limit) => {
    const rows = await tx('notifications')
      .where({ actor_id: account })
      .orderBy('id')
      .limit(limit)
      .forUpdate()
      .select<Row[]>('id', 'receiver_id', 'hidden');
    const ids = rows.map(({ id }) => id);
    const byReceiver = Map.groupBy(
      rows.filter(({ hidden }) => hidden === 0),
      ({ receiver_id }) => receiver_id,
    );
    await appendFrames(
      tx,
      [...byReceiver].map(([userId, own]) => ({ userId, type: 'removed', ids: own.map(({ id }) => id) })),
      new Date(),
    );
    await tx('deliveries').whereIn('notification_id', ids).delete();
    await tx('notifications').whereIn('id', ids).delete();
    return rows.length;
  },
};

const steps: readonly ErasureStep[] = [
  byOthers(deletedRows('deliveries', 'deliveries', 'receiver_id')),
  byOthers(deletedRows('notifications', 'notifications', 'receiver_id')),
  told,
  waitingMails('receiver'),
  deletedRows('devices', 'devices', 'user_id'),
  deletedRows('preferences', 'notification_preferences', 'user_id'),
  deletedRows('quiet_hours', 'quiet_hours', 'user_id'),
  deletedRows('silenced_authors', 'silenced_authors', 'user_id'),
  byOthers(deletedRows('silenced_authors', 'silenced_authors', 'author_id')),
  deletedRows('fan_outs', 'fan_outs', 'author_id'),
  deletedRows('stream_tickets', 'stream_tickets', 'user_id'),
  byOthers(deletedRows('stream_frames', 'stream_frames', 'user_id')),
  byOthers(deletedRows('stream_heads', 'stream_heads', 'user_id')),
];

/** What is erased here of a deleted account. */
export const notificationErasure = erasure({ service: 'notification', steps, isKnown: isForgotten('posts') });
