import type { Channel, Id, NotificationType, QuietHours } from '@concord/contracts';
import type { Reader, Tx } from '@concord/platform';
import type { Said } from '../domain/channels.ts';

interface Row {
  readonly user_id: Id;
  readonly type: NotificationType;
  readonly in_app: 0 | 1 | null;
  readonly email: 0 | 1 | null;
  readonly push: 0 | 1 | null;
}

const flag = (value: 0 | 1 | null) => (value === null ? null : value === 1);
const saidIn = ({ in_app, email, push }: Row): Said => ({ inApp: flag(in_app), email: flag(email), push: flag(push) });

export type SaidByType = ReadonlyMap<NotificationType, Said>;

/** What these people have said of the types. */
export const saidBy = async (reader: Reader, users: readonly Id[]): Promise<ReadonlyMap<Id, SaidByType>> => {
  const rows = (await reader('notification_preferences').whereIn('user_id', users)) as Row[];
  const each = Map.groupBy(rows, ({ user_id }) => user_id);
  return new Map([...each].map(([user, own]) => [user, new Map(own.map((row) => [row.type, saidIn(row)]))]));
};

/** What each of these people has said of one type; in the order asked for, undefined for who has said nothing. */
export const saidOf = async (
  reader: Reader,
  asked: readonly { readonly receiverId: Id; readonly type: NotificationType }[],
): Promise<(Said | undefined)[]> => {
  const key = (user: Id, type: NotificationType) => `${user} ${type}`;
  const rows = (await reader('notification_preferences').whereIn(
    ['user_id', 'type'],
    asked.map(({ receiverId, type }) => [receiverId, type]),
  )) as Row[];
  const said = new Map(rows.map((row) => [key(row.user_id, row.type), saidIn(row)]));
  return asked.map(({ receiverId, type }) => said.get(key(receiverId, type)));
};

/** Writes down what somebody says of types; of what they say nothing, what they said before stays. */
export const say = async (
  tx: Tx,
  user: Id,
  types: readonly (readonly [NotificationType, Partial<Record<Channel, boolean | undefined>>])[],
): Promise<void> => {
  if (types.length === 0) return;
  await tx.raw(
    `INSERT INTO notification_preferences (user_id, type, in_app, email, push)
     VALUES ${types.map(() => '(?, ?, ?, ?, ?)').join(', ')} AS said
     ON DUPLICATE KEY UPDATE in_app = COALESCE(said.in_app, notification_preferences.in_app),
       email = COALESCE(said.email, notification_preferences.email),
       push = COALESCE(said.push, notification_preferences.push)`,
    types.flatMap(([type, { inApp, email, push }]) => [user, type, inApp ?? null, email ?? null, push ?? null]),
  );
};

interface QuietRow {
  readonly user_id: Id;
  readonly starts: string;
  readonly ends: string;
  readonly time_zone: string;
}

/** Of these people, the quiet hours of those who have some. */
export const quietHoursOf = async (reader: Reader, users: readonly Id[]): Promise<ReadonlyMap<Id, QuietHours>> => {
  const rows = (await reader('quiet_hours').whereIn('user_id', users)) as QuietRow[];
  return new Map(
    rows.map(({ user_id, starts, ends, time_zone }) => [user_id, { from: starts, to: ends, timeZone: time_zone }]),
  );
};

/** Sets somebody's quiet hours, or ends them. */
export const putQuietHours = async (tx: Tx, user: Id, hours: QuietHours | null): Promise<void> => {
  if (hours === null) await tx('quiet_hours').where({ user_id: user }).delete();
  else
    await tx('quiet_hours')
      .insert({ user_id: user, starts: hours.from, ends: hours.to, time_zone: hours.timeZone })
      .onConflict()
      .merge();
};

export const silence = async (tx: Tx, user: Id, author: Id): Promise<void> => {
  await tx('silenced_authors').insert({ user_id: user, author_id: author }).onConflict().ignore();
};

export const unsilence = async (tx: Tx, user: Id, author: Id): Promise<void> => {
  await tx('silenced_authors').where({ user_id: user, author_id: author }).delete();
};
