import { erasedAmong } from '@concord/community';
import type { Id } from '@concord/contracts';
import type { Tx } from '@concord/platform';
import { choiceOf, type Choice } from '../domain/channels.ts';
import { eachOnce, isNews, type Happened } from '../domain/telling.ts';
import { deviceIdsOf } from './devices.ts';
import { insertDeliveries, type Delivery } from './deliveries.ts';
import { appendFrames } from './frames.ts';
import { saidOf } from './preferences.ts';

/** In which ways this deployment tells people outside the app. */
export interface Outward {
  /** After how long a mail is sent, so that more can be told in it; null where none is. */
  readonly mailAfterMs: number | null;
  readonly push: boolean;
}

/** What telling needs besides a transaction. */
export interface Teller {
  readonly ids: { next(): Id };
  readonly clock: { now(): Date };
  readonly outward: Outward;
}

interface Wanted {
  readonly telling: Happened;
  readonly choice: Choice;
}

/** Without what concerns accounts that are deleted: nobody is told of them any more, however late an event comes. */
const ofPresent = async (tx: Tx, tellings: readonly Happened[]): Promise<Happened[]> => {
  const erased = await erasedAmong(
    tx,
    tellings.flatMap(({ receiverId, actorId }) => [receiverId, actorId]),
  );
  return tellings.filter(
    ({ receiverId, actorId }) => !erased.has(receiverId) && !(actorId !== null && erased.has(actorId)),
  );
};

const pair = (receiver: Id, other: string) => `${receiver} ${other}`;

/** Of these, those who have not been told yet and want to be told of such things, and how. */
const wanted = async (tx: Tx, tellings: readonly Happened[]): Promise<Wanted[]> => {
  const [told, said] = await Promise.all([
    tx('notifications')
      .whereIn(
        ['receiver_id', 'cause'],
        tellings.map(({ receiverId, cause }) => [receiverId, cause]),
      )
      .select<{ receiver_id: Id; cause: string }[]>('receiver_id', 'cause'),
    saidOf(tx, tellings),
  ]);
  const already = new Set(told.map(({ receiver_id, cause }) => pair(receiver_id, cause)));
  return tellings
    .map((telling, index) => ({ telling, choice: choiceOf(telling.type, said[index]) }))
    .filter(({ telling: { receiverId, cause }, choice }) => choice.inApp && !already.has(pair(receiverId, cause)));
};

interface Told extends Wanted {
  readonly id: Id;
}

/** What is to be told outside the app as well. Nothing is looked up where nobody wants that, as of most that many are told. */
const deliver = async (tx: Tx, { mailAfterMs, push }: Outward, all: readonly Told[], at: Date): Promise<void> => {
  const told = all.filter(({ telling }) => isNews(telling, at));
  const pushed = push ? told.filter(({ choice }) => choice.push) : [];
  const mailed = mailAfterMs === null ? [] : told.filter(({ choice }) => choice.email);
  const devices: ReadonlyMap<Id, Id[]> =
    pushed.length === 0
      ? new Map<Id, Id[]>()
      : await deviceIdsOf(
          tx,
          pushed.map(({ telling }) => telling.receiverId),
        );
  const mailAt = new Date(at.getTime() + (mailAfterMs ?? 0));
  const delivery = ({ id, telling }: Told, deviceId: Id | null, dueAt: Date): Delivery => ({
    ...{ notificationId: id, receiverId: telling.receiverId, deviceId, dueAt },
  });
  await insertDeliveries(tx, [
    ...mailed.map((one) => delivery(one, null, mailAt)),
    ...pushed.flatMap((one) => (devices.get(one.telling.receiverId) ?? []).map((device) => delivery(one, device, at))),
  ]);
};

/**
 * Puts what people are told of into their lists and into the logs of their streams, and writes down what is to be sent to them. What they were
 * told of already changes nothing.
 */
export const tell = async (tx: Tx, { ids, clock, outward }: Teller, tellings: readonly Happened[]): Promise<void> => {
  const each = await ofPresent(tx, eachOnce(tellings));
  if (each.length === 0) return;
  const at = clock.now();
  const told: Told[] = (await wanted(tx, each)).map((one) => ({ id: ids.next(), ...one }));
  if (told.length === 0) return;
  await tx('notifications').insert(
    told.map(({ id, telling }) => ({
      ...{ id, receiver_id: telling.receiverId, cause: telling.cause, type: telling.type },
      ...{ actor_id: telling.actorId, post_id: telling.postId, comment_id: telling.commentId },
      ...{ group_key: telling.group, created_at: at },
    })),
  );
  await deliver(tx, outward, told, at);
  await appendFrames(
    tx,
    told.map(({ id, telling }) => ({ userId: telling.receiverId, type: 'notification', ids: [id] })),
    at,
  );
};
