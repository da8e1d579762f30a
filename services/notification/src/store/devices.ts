import { createHash } from 'node:crypto';
import type { Id, PushSubscription } from '@concord/contracts';
import type { Db, Reader, Tx } from '@concord/platform';
import type { z } from 'zod';

/** A browser that is told by Web Push. */
export interface Device {
  readonly id: Id;
  readonly userId: Id;
  readonly endpoint: string;
  readonly p256dh: string;
  readonly auth: string;
  readonly createdAt: Date;
  /** Whether its session goes on is not known: nothing is pushed to it before. */
  readonly inDoubt: boolean;
}

interface Row {
  readonly id: Id;
  readonly user_id: Id;
  readonly endpoint: string;
  readonly p256dh: string;
  readonly auth: string;
  readonly created_at: Date;
  readonly in_doubt: 0 | 1;
}

const mostDevices = 20;
const hashOf = (endpoint: string) => createHash('sha256').update(endpoint).digest();
const deviceOf = ({ id, user_id, endpoint, p256dh, auth, created_at, in_doubt }: Row): Device => ({
  ...{ id, userId: user_id, endpoint, p256dh, auth, createdAt: created_at, inDoubt: in_doubt === 1 },
});

export interface Registration {
  readonly id: Id;
  readonly userId: Id;
  readonly sessionId: Id;
  readonly subscription: z.output<typeof PushSubscription>;
  readonly at: Date;
}

/**
 * Takes a device over. An endpoint is one device, of who registered it last: what waits for whoever had it before is not sent to it any more
 * (who it is of is looked at again before). The oldest make room beyond 20. Its session may have ended on the way here: it is in doubt.
 */
export const putDevice = async (tx: Tx, { id, userId, sessionId, subscription, at }: Registration): Promise<Device> => {
  const { keys } = subscription;
  // In ASCII, and one way to write it.
  const endpoint = new URL(subscription.endpoint).href;
  const hash = hashOf(endpoint);
  await tx.raw(
    `INSERT INTO devices (id, user_id, session_id, endpoint_hash, endpoint, p256dh, auth, created_at, registered_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) AS new
     ON DUPLICATE KEY UPDATE created_at = IF(devices.user_id = new.user_id, devices.created_at, new.created_at),
       user_id = new.user_id, session_id = new.session_id, p256dh = new.p256dh, auth = new.auth, registered_at = new.registered_at,
       in_doubt = 1, doubts = devices.doubts + 1`,
    [id, userId, sessionId, hash, endpoint, keys.p256dh, keys.auth, at, at],
  );
  const own = (await tx('devices')
    .where({ user_id: userId })
    .orderBy('registered_at')
    .orderBy('id')
    .forUpdate()) as (Row & {
    endpoint_hash: Buffer;
  })[];
  const surplus = own.filter((row) => !row.endpoint_hash.equals(hash)).slice(0, Math.max(0, own.length - mostDevices));
  if (surplus.length > 0)
    await tx('devices')
      .whereIn(
        'id',
        surplus.map((row) => row.id),
      )
      .delete();
  const registered = own.find((row) => row.endpoint_hash.equals(hash));
  if (registered === undefined) throw new Error('a device was not stored');
  return deviceOf(registered);
};

/** Removes one device of somebody, or all of them. */
export const removeDevices = async (tx: Tx, userId: Id, id?: Id): Promise<void> => {
  await tx('devices')
    .where({ user_id: userId, ...(id !== undefined && { id }) })
    .delete();
};

/** Removes a device that its push service does not know any more, unless it was registered anew meanwhile. */
export const dropDevice = async (db: Db, { id, p256dh }: Device): Promise<void> => {
  await db('devices').where({ id, p256dh }).delete();
};

/** Of these people, which devices they have. */
export const deviceIdsOf = async (reader: Reader, users: readonly Id[]): Promise<ReadonlyMap<Id, Id[]>> => {
  const rows = await reader('devices').whereIn('user_id', users).select<{ id: Id; user_id: Id }[]>('id', 'user_id');
  const each = Map.groupBy(rows, ({ user_id }) => user_id);
  return new Map([...each].map(([user, own]) => [user, own.map(({ id }) => id)]));
};

export const devicesById = async (reader: Reader, ids: readonly Id[]): Promise<ReadonlyMap<Id, Device>> => {
  const rows = (await reader('devices').whereIn('id', ids)) as Row[];
  return new Map(rows.map((row) => [row.id, deviceOf(row)]));
};
