import type { Id } from '@concord/contracts';
import { transaction, type Db, type Tx } from '@concord/platform';

/** What somebody is still to be told outside the app. */
export interface Delivery {
  readonly notificationId: Id;
  readonly receiverId: Id;
  /** Null: by e-mail. */
  readonly deviceId: Id | null;
  readonly dueAt: Date;
}

const byEmail = 0;

/** Asks for deliveries, in the transaction of their notifications. */
export const insertDeliveries = async (tx: Tx, deliveries: readonly Delivery[]): Promise<void> => {
  if (deliveries.length === 0) return;
  await tx('deliveries').insert(
    deliveries.map(({ notificationId, receiverId, deviceId, dueAt }) => ({
      ...{ notification_id: notificationId, receiver_id: receiverId, due_at: dueAt },
      ...{ device_id: deviceId ?? byEmail, channel: deviceId === null ? 'email' : 'push' },
    })),
  );
};

/** People for whom a mail is due, the longest due first. */
export const receiversOfMail = async (db: Db, now: Date, limit: number): Promise<Id[]> =>
  (await db('deliveries')
    .where({ channel: 'email' })
    .where('due_at', '<=', now)
    .groupBy('receiver_id')
    .orderByRaw('MIN(due_at)')
    .limit(limit)
    .pluck('receiver_id')) as Id[];

/** Takes all that waits for somebody's next mail, also what is not due yet, for this transaction; without what another process has. */
export const takeForMail = async (tx: Tx, receiver: Id, limit: number): Promise<Id[]> =>
  (await tx('deliveries')
    .where({ receiver_id: receiver, channel: 'email' })
    .orderBy('notification_id', 'desc')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .pluck('notification_id')) as Id[];

const mailed = (tx: Tx, notifications: readonly Id[]) =>
  tx('deliveries').whereIn('notification_id', notifications).where({ device_id: byEmail });

export const endForMail = async (tx: Tx, notifications: readonly Id[]): Promise<void> => {
  await mailed(tx, notifications).delete();
};

export const postponeMailOf = async (tx: Tx, notifications: readonly Id[], until: Date): Promise<void> => {
  await mailed(tx, notifications).update({ due_at: until });
};

/** Something to be pushed to a device, taken until the lease ends. */
export interface Push {
  readonly notificationId: Id;
  readonly deviceId: Id;
  readonly receiverId: Id;
  readonly attempts: number;
}

interface PushRow {
  readonly notification_id: Id;
  readonly device_id: Id;
  readonly receiver_id: Id;
  readonly attempts: number;
}

/** Takes what is due; who dies with it loses nothing: it is due again when the lease ends. */
export const claimPushes = (db: Db, now: Date, limit: number, leaseMs: number): Promise<Push[]> =>
  transaction(db, async (tx) => {
    const rows = (await tx('deliveries')
      .where({ channel: 'push' })
      .where('due_at', '<=', now)
      .orderBy('due_at')
      .limit(limit)
      .forUpdate()
      .skipLocked()) as PushRow[];
    const pushes = rows.map(({ notification_id, device_id, receiver_id, attempts }) => ({
      ...{ notificationId: notification_id, deviceId: device_id, receiverId: receiver_id, attempts },
    }));
    if (pushes.length > 0) await these(tx, pushes).update({ due_at: new Date(now.getTime() + leaseMs) });
    return pushes;
  });

const these = (reader: Db | Tx, pushes: readonly Push[]) =>
  reader('deliveries').whereIn(
    ['notification_id', 'device_id'],
    pushes.map(({ notificationId, deviceId }) => [notificationId, deviceId]),
  );

export const endPushes = async (db: Db, pushes: readonly Push[]): Promise<void> => {
  if (pushes.length > 0) await these(db, pushes).delete();
};

/** Puts pushes back until then; `tried` where a push service was asked. */
export const postponePushes = async (db: Db, pushes: readonly Push[], until: Date, tried: boolean): Promise<void> => {
  if (pushes.length > 0)
    await these(db, pushes).update({ due_at: until, ...(tried && { attempts: db.raw('attempts + 1') }) });
};

/** Has what waits for somebody looked at again now: they may have changed when they want to be told. */
export const reconsider = async (tx: Tx, receiver: Id, now: Date): Promise<void> => {
  await tx('deliveries').where({ receiver_id: receiver }).where('due_at', '>', now).update({ due_at: now });
};

/** Drops what is to be told of notifications that are not kept any more, at most so many; gives how many there were. */
export const dropLostDeliveries = async (db: Db, limit: number): Promise<number> => {
  const lost = (await db('deliveries as d')
    .leftJoin('notifications as n', 'n.id', 'd.notification_id')
    .whereNull('n.id')
    .limit(limit)
    .pluck('d.notification_id')) as Id[];
  return lost.length === 0 ? 0 : db('deliveries').whereIn('notification_id', lost).delete();
};
