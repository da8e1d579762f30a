import type { Id } from '@concord/contracts';
import type { Tx } from '@concord/platform';
import { eachOnce, type Telling } from '../domain/telling.ts';
import { appendFrames } from './frames.ts';

/** What telling needs besides a transaction. */
export interface Teller {
  readonly ids: { next(): Id };
  readonly clock: { now(): Date };
}

const pair = (receiver: Id, other: string) => `${receiver} ${other}`;

/** Of these, those who have not been told yet and want to be told of such things. */
const wanted = async (tx: Tx, tellings: readonly Telling[]): Promise<Telling[]> => {
  const [told, off] = (await Promise.all([
    tx('notifications')
      .whereIn(
        ['receiver_id', 'cause'],
        tellings.map(({ receiverId, cause }) => [receiverId, cause]),
      )
      .select('receiver_id', 'cause'),
    tx('notification_preferences')
      .whereIn(
        ['user_id', 'type'],
        tellings.map(({ receiverId, type }) => [receiverId, type]),
      )
      .where({ in_app: 0 })
      .select('user_id', 'type'),
  ])) as [{ receiver_id: Id; cause: string }[], { user_id: Id; type: string }[]];
  const already = new Set(told.map(({ receiver_id, cause }) => pair(receiver_id, cause)));
  const unwanted = new Set(off.map(({ user_id, type }) => pair(user_id, type)));
  return tellings.filter(
    ({ receiverId, cause, type }) => !already.has(pair(receiverId, cause)) && !unwanted.has(pair(receiverId, type)),
  );
};

/** Puts what people are told of into their lists and into the logs of their streams. What they were told of already changes nothing. */
export const tell = async (tx: Tx, { ids, clock }: Teller, tellings: readonly Telling[]): Promise<void> => {
  const each = eachOnce(tellings);
  if (each.length === 0) return;
  const at = clock.now();
  const rows = (await wanted(tx, each)).map((telling) => ({
    ...{ id: ids.next(), receiver_id: telling.receiverId, cause: telling.cause, type: telling.type },
    ...{ actor_id: telling.actorId, post_id: telling.postId, comment_id: telling.commentId },
    ...{ group_key: telling.group, created_at: at },
  }));
  if (rows.length === 0) return;
  await tx('notifications').insert(rows);
  await appendFrames(
    tx,
    rows.map(({ id, receiver_id }) => ({ userId: receiver_id, type: 'notification', ids: [id] })),
    at,
  );
};
