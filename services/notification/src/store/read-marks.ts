import type { Id, ReadMark } from '@concord/contracts';
import type { Tx } from '@concord/platform';
import type { z } from 'zod';

/** Marks a receiver's notifications as read; gives how many were unread. */
export const markRead = async (
  tx: Tx,
  receiver: Id,
  { ids, group, upTo }: z.output<typeof ReadMark>,
  at: Date,
): Promise<number> => {
  const unread = tx('notifications').where({ receiver_id: receiver }).whereNull('read_at');
  if (ids !== undefined) unread.whereIn('id', ids);
  if (group !== undefined) unread.where({ group_key: group });
  if (upTo !== undefined) unread.where('id', '<=', upTo);
  return unread.update({ read_at: at });
};
