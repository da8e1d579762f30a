import { freshnessMs, type Copies } from '@concord/community';
import type { Id } from '@concord/contracts';
import { counter, growingPause, logger, repeated, type Db, type Part } from '@concord/platform';
import { choiceOf } from '../domain/channels.ts';
import { quietUntil } from '../domain/quiet-hours.ts';
import { considered, unreadGroups, type UnreadGroup } from '../read/deliverable.ts';
import type { PushSender } from '../push/push-sender.ts';
import { claimPushes, endPushes, postponePushes, type Push } from '../store/deliveries.ts';
import { devicesById, dropDevice, type Device } from '../store/devices.ts';
import { quietHoursOf, saidBy } from '../store/preferences.ts';
import { pushPayload } from '../views/push-payload.ts';

export interface PushDeps {
  readonly db: Db;
  readonly clock: { now(): Date };
  readonly copies: Copies['copies'];
  readonly sender: PushSender;
}

const everyMs = 200;
/** Taken, decided about and sent at once: none is decided about long before it goes. */
const batch = 10;
/** Much longer than a push takes that times out. */
const leaseMs = 180_000;
const lookAgainMs = 500;
/** Tried so often, in about an hour, a push is dropped: it is in the list anyway. */
const mostAttempts = 8;
const pauses = { firstMs: 15_000, mostMs: 3_600_000 };

const log = logger('push');
const done = counter({
  name: 'concord_pushes_total',
  help: 'Web Push messages, by what came of them',
  labelNames: ['outcome'],
});

/** One message: a group of notifications for one device. */
interface Message {
  readonly device: Device;
  readonly group: UnreadGroup;
  readonly pushes: readonly Push[];
}

interface Decided {
  readonly messages: Message[];
  /** What is not told any more. */
  readonly dropped: Push[];
  readonly later: (readonly [Push, Date])[];
}

/** What is to become of pushes, by what may be told, is wanted, and where it would go, at this moment. */
const decide = async ({ db, clock }: PushDeps, pushes: readonly Push[]): Promise<Decided> => {
  const now = clock.now();
  const receivers = [...new Set(pushes.map(({ receiverId }) => receiverId))];
  const [notifications, said, quiet, devices] = await Promise.all([
    considered(db, [...new Set(pushes.map(({ notificationId }) => notificationId))], now),
    saidBy(db, receivers),
    quietHoursOf(db, receivers),
    devicesById(
      db,
      pushes.map(({ deviceId }) => deviceId),
    ),
  ]);
  const byId = new Map(notifications.map((one) => [one.id, one]));
  const until = new Map(receivers.map((receiver) => [receiver, quietUntil(quiet.get(receiver) ?? null, now)]));
  const decided: Decided = { messages: [], dropped: [], later: [] };
  const due = pushes.filter((push) => {
    const one = byId.get(push.notificationId);
    const wait = until.get(push.receiverId) ?? null;
    const device = devices.get(push.deviceId);
    const owned = device?.userId === push.receiverId;
    if (one === undefined || !owned || !choiceOf(one.type, said.get(push.receiverId)?.get(one.type)).push)
      return (decided.dropped.push(push), false);
    if (wait !== null || one.coming || device.inDoubt)
      return (decided.later.push([push, wait ?? new Date(now.getTime() + lookAgainMs)]), false);
    if (!one.tellable) return (decided.dropped.push(push), false);
    return true;
  });
  const groups = await unreadGroups(
    db,
    due.flatMap(({ notificationId }) => byId.get(notificationId) ?? []),
  );
  const named = (receiver: Id, group: string) => `${receiver} ${group}`;
  const byName = new Map(groups.map((group) => [named(group.receiverId, group.group), group]));
  const together = Map.groupBy(
    due,
    ({ deviceId, receiverId, notificationId }) =>
      `${deviceId} ${named(receiverId, byId.get(notificationId)?.group ?? '')}`,
  );
  for (const own of together.values()) {
    const [first] = own;
    const device = first && devices.get(first.deviceId);
    const group = first && byName.get(named(first.receiverId, byId.get(first.notificationId)?.group ?? ''));
    if (device === undefined || group === undefined) decided.dropped.push(...own);
    else decided.messages.push({ device, group, pushes: own });
  }
  return decided;
};

const send = async ({ db, clock, sender }: PushDeps, { device, group, pushes }: Message): Promise<void> => {
  const outcome = await sender.send(device, group.group, pushPayload(group));
  const attempts = Math.max(...pushes.map((push) => push.attempts)) + 1;
  done.inc({ outcome: outcome.kind });
  if (outcome.kind === 'later' && attempts < mostAttempts) {
    const pause = outcome.retryAfterMs ?? growingPause(attempts, pauses);
    return postponePushes(db, pushes, new Date(clock.now().getTime() + pause), true);
  }
  if (outcome.kind === 'gone') await dropDevice(db, device);
  if (outcome.kind !== 'sent')
    log.warn({ status: outcome.status, outcome: outcome.kind, device: device.id }, 'not pushed');
  await endPushes(db, pushes);
};

const sendSome = async (deps: PushDeps): Promise<boolean> => {
  if (!(await deps.copies.isFresh(freshnessMs))) return false;
  const pushes = await claimPushes(deps.db, deps.clock.now(), batch, leaseMs);
  if (pushes.length === 0) return false;
  const { messages, dropped, later } = await decide(deps, pushes);
  await endPushes(deps.db, dropped);
  for (const [push, until] of later) await postponePushes(deps.db, [push], until, false);
  await Promise.all(messages.map((message) => send(deps, message)));
  return pushes.length === batch;
};

/** Pushes what is due. While the copies are too old to decide, it waits. */
export const pushDue = async (deps: PushDeps, stopped: () => boolean = () => false): Promise<void> => {
  while (!stopped() && (await sendSome(deps)));
};

/** At least once: who dies between a push and its end pushes it again when the lease ends, and the browser shows it in place of the first. */
export const pusher = (deps: PushDeps): Part => {
  const turns = repeated({ name: 'push', everyMs, work: (stopped) => pushDue(deps, stopped) });
  return {
    ...turns,
    stop: async () => {
      await turns.stop();
      await deps.sender.close();
    },
  };
};
