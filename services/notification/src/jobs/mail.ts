import { errors, type Id, type QuietHours } from '@concord/contracts';
import { freshnessMs, type Copies } from '@concord/community';
import {
  repeated,
  transaction,
  type Composed,
  type Db,
  type MailQueue,
  type Part,
  type WaitingMail,
} from '@concord/platform';
import { z } from 'zod';
import { choiceOf } from '../domain/channels.ts';
import { quietUntil } from '../domain/quiet-hours.ts';
import type { Unsubscriptions } from '../domain/unsubscription.ts';
import type { AuthService } from '../peers/auth-service.ts';
import { considered, unreadGroups, type Considered, type UnreadGroup } from '../read/deliverable.ts';
import { endForMail, postponeMailOf, receiversOfMail, takeForMail } from '../store/deliveries.ts';
import { quietHoursOf, saidBy, type SaidByType } from '../store/preferences.ts';
import { digest } from '../views/digest.ts';

export interface MailDeps {
  readonly db: Db;
  readonly clock: { now(): Date };
  readonly copies: Copies['copies'];
  readonly auth: Pick<AuthService, 'addresses'>;
  readonly unsubscriptions: Unsubscriptions;
  readonly publicUrl: string;
}

/** What a waiting mail is made of. */
const Content = z.strictObject({ receiver: z.int(), notifications: z.array(z.int()) });
type Content = z.output<typeof Content>;

const everyMs = 500;
const receiversPerTurn = 200;
/** Of more than this one mail would not tell either. */
const mostNotifications = 1_000;
const lookAgainMs = 2_000;

/** Makes one mail of all that waits for somebody, or puts it off to the end of their quiet hours. */
const collectFor = (queue: MailQueue, db: Db, now: Date, receiver: Id): Promise<void> =>
  transaction(db, async (tx) => {
    const notifications = await takeForMail(tx, receiver, mostNotifications);
    if (notifications.length === 0) return;
    const quiet = quietUntil((await quietHoursOf(tx, [receiver])).get(receiver) ?? null, now);
    if (quiet !== null) return postponeMailOf(tx, notifications, quiet);
    await endForMail(tx, notifications);
    await queue.enqueue(tx, { receiver, notifications } satisfies Content);
  });

/** Collects what is due into mails, one for each receiver. */
export const collectMail = async (
  queue: MailQueue,
  db: Db,
  now: () => Date,
  stopped: () => boolean = () => false,
): Promise<void> => {
  for (let more = queue.on; more && !stopped();) {
    const receivers = await receiversOfMail(db, now(), receiversPerTurn);
    for (const receiver of receivers) if (!stopped()) await collectFor(queue, db, now(), receiver);
    more = receivers.length === receiversPerTurn;
  }
};

export const mailCollector = (queue: MailQueue, db: Db, now: () => Date): Part =>
  repeated({ name: 'mail collector', everyMs, work: (stopped) => collectMail(queue, db, now, stopped) });

interface Known {
  readonly considered: ReadonlyMap<Id, Considered>;
  readonly said: ReadonlyMap<Id, SaidByType>;
  readonly quiet: ReadonlyMap<Id, QuietHours>;
}

/** What one mail would tell of now, or until when it waits. */
const decide = ({ receiver, notifications }: Content, known: Known, now: Date): { later: Date } | Considered[] => {
  const quiet = quietUntil(known.quiet.get(receiver) ?? null, now);
  if (quiet !== null) return { later: quiet };
  const own = notifications.flatMap((id) => known.considered.get(id) ?? []);
  const said = known.said.get(receiver);
  const due = own.filter(({ type }) => choiceOf(type, said?.get(type)).email);
  if (due.some(({ coming }) => coming)) return { later: new Date(now.getTime() + lookAgainMs) };
  return due.filter(({ tellable }) => tellable);
};

/**
 * Makes the mails, right before they are sent: of what their receivers may be told now and have not read. Throws where that cannot be decided,
 * because the copies are too old or auth does not answer; then they wait.
 */
export const composer =
  ({ db, clock, copies, auth, unsubscriptions, publicUrl }: MailDeps) =>
  async (waiting: readonly WaitingMail[]): Promise<ReadonlyMap<number, Composed>> => {
    if (!(await copies.isFresh(freshnessMs))) throw errors.stale();
    const contents = waiting.flatMap(({ id, content }) => {
      const read = Content.safeParse(content);
      return read.success ? [{ id, ...read.data }] : [];
    });
    const receivers = [...new Set(contents.map(({ receiver }) => receiver))];
    const [notifications, said, quiet] = await Promise.all([
      considered(
        db,
        contents.flatMap((content) => content.notifications),
        clock.now(),
      ),
      saidBy(db, receivers),
      quietHoursOf(db, receivers),
    ]);
    const known = { considered: new Map(notifications.map((one) => [one.id, one])), said, quiet };
    const decided = contents.map(({ id, ...content }) => ({
      id,
      receiver: content.receiver,
      about: decide(content, known, clock.now()),
    }));
    const told = decided.flatMap(({ id, receiver, about }) =>
      'later' in about || about.length === 0 ? [] : [{ id, receiver, about }],
    );
    const [groups, addresses] = await Promise.all([
      unreadGroups(
        db,
        told.flatMap(({ about }) => about),
      ),
      told.length === 0 ? new Map<Id, string>() : auth.addresses([...new Set(told.map(({ receiver }) => receiver))]),
    ]);
    const mailOf = (receiver: Id, about: readonly Considered[]): Composed => {
      const to = addresses.get(receiver);
      const own = groupsOf(receiver, about, groups);
      if (to === undefined || own.length === 0) return null;
      const unsubscribe = (type: UnreadGroup['type'] | null) => unsubscriptions.seal({ receiver, type });
      return { mail: digest({ to, told: own, publicUrl, unsubscribe }) };
    };
    return new Map<number, Composed>(
      decided.map(({ id, receiver, about }) => [id, 'later' in about ? about : mailOf(receiver, about)]),
    );
  };

const groupsOf = (receiver: Id, about: readonly Considered[], groups: readonly UnreadGroup[]): UnreadGroup[] => {
  const wanted = new Set(about.map(({ group }) => group));
  return groups
    .filter((group) => group.receiverId === receiver && wanted.has(group.group))
    .toSorted((one, other) => other.id - one.id);
};
