import type { Id, NotificationType } from '@concord/contracts';
import type { Reader } from '@concord/platform';
import { arrived, told } from './told.ts';

/** A notification that is to be told outside the app, and whether it may be. */
export interface Considered {
  readonly id: Id;
  readonly receiverId: Id;
  readonly type: NotificationType;
  readonly group: string;
  /** Unread, and the receiver may be told of it now. */
  readonly tellable: boolean;
  /** Whether something that decides about it has not arrived, and may still come. */
  readonly coming: boolean;
}

interface Row {
  readonly id: Id;
  readonly receiver_id: Id;
  readonly type: NotificationType;
  readonly group_key: string;
  readonly created_at: Date;
  readonly tellable: 0 | 1;
  readonly arrived: 0 | 1;
}

const visible = told({ column: 'n.receiver_id' });

/** Besides what the list shows: unread, not a new post by somebody silenced since, and nothing to accounts that are not active. */
const wanted = `(n.read_at IS NULL AND me.status = 'active' AND (n.type <> 'new_post' OR NOT EXISTS
  (SELECT 1 FROM silenced_authors AS s WHERE s.user_id = n.receiver_id AND s.author_id = n.actor_id)))`;

const joined = (reader: Reader) =>
  reader('notifications as n')
    .joinRaw(visible.join.sql, visible.join.bindings)
    .leftJoin('people as me', 'me.id', 'n.receiver_id');

/** What has waited longer, while a channel was off or its server away, is no news any more; quiet hours are shorter. */
const toldForMs = 2 * 86_400_000;
/** So long a notification waits for what decides about it. */
const arrivalMs = 60_000;

/** Of these notifications, those that still are there, each as it stands at this time. */
export const considered = async (reader: Reader, ids: readonly Id[], now: Date): Promise<Considered[]> => {
  if (ids.length === 0) return [];
  const rows = await joined(reader)
    .whereIn('n.id', ids)
    .select('n.id', 'n.receiver_id', 'n.type', 'n.group_key', 'n.created_at')
    .select(reader.raw(`COALESCE(${visible.where.sql} AND ${wanted}, FALSE) AS tellable`, visible.where.bindings))
    .select<Row[]>(reader.raw(`(${arrived} AND me.id IS NOT NULL) AS arrived`));
  const isYounger = (row: Row, milliseconds: number) => now.getTime() - row.created_at.getTime() < milliseconds;
  return rows.map((row) => ({
    ...{ id: row.id, receiverId: row.receiver_id, type: row.type, group: row.group_key },
    tellable: row.tellable === 1 && isYounger(row, toldForMs),
    coming: row.arrived === 0 && isYounger(row, arrivalMs),
  }));
};

/** Names a group of one receiver's. */
export interface GroupOf {
  readonly receiverId: Id;
  readonly group: string;
}

/** What a receiver has not read of a group, together. */
export interface UnreadGroup extends GroupOf {
  readonly type: NotificationType;
  /** Of the newest. */
  readonly id: Id;
  readonly postId: Id | null;
  readonly commentId: Id | null;
  readonly actorId: Id | null;
  /** How many people did it. */
  readonly people: number;
  /** The newest two of them. */
  readonly names: readonly string[];
}

interface GroupRow {
  readonly receiver_id: Id;
  readonly group_key: string;
  readonly place: number;
  readonly people: number;
  readonly id: Id;
  readonly type: NotificationType;
  readonly post_id: Id | null;
  readonly comment_id: Id | null;
  readonly actor_id: Id | null;
  readonly display_name: string | null;
}

const shownNames = 2;

/** Of these groups, what may be told and is unread; by whom, as far as they may be known of. */
export const unreadGroups = async (reader: Reader, groups: readonly GroupOf[]): Promise<UnreadGroup[]> => {
  if (groups.length === 0) return [];
  const byActor = joined(reader)
    .whereIn(
      ['n.receiver_id', 'n.group_key'],
      groups.map(({ receiverId, group }) => [receiverId, group]),
    )
    .whereRaw(`${visible.where.sql} AND ${wanted}`, visible.where.bindings)
    .groupBy('n.receiver_id', 'n.group_key', 'n.actor_id')
    .select('n.receiver_id', 'n.group_key', 'n.actor_id')
    .select(
      reader.raw(
        `MAX(n.id) AS newest,
         ROW_NUMBER() OVER (PARTITION BY n.receiver_id, n.group_key ORDER BY MAX(n.id) DESC) AS place,
         COUNT(n.actor_id) OVER (PARTITION BY n.receiver_id, n.group_key) AS people`,
      ),
    );
  const rows = await reader
    .from(byActor.as('m'))
    .join('notifications as n', 'n.id', 'm.newest')
    .leftJoin('people as who', 'who.id', 'm.actor_id')
    .where('m.place', '<=', shownNames)
    .orderBy(['m.receiver_id', 'm.group_key', 'm.place'])
    .select<GroupRow[]>(
      ...['n.receiver_id', 'n.group_key', 'm.place', 'm.people', 'n.id', 'n.type', 'n.post_id', 'n.comment_id'],
      ...['n.actor_id', 'who.display_name'],
    );
  const each = Map.groupBy(rows, ({ receiver_id, group_key }) => `${receiver_id} ${group_key}`);
  return [...each.values()].flatMap((own) => (own[0] === undefined ? [] : [groupOf(own[0], own)]));
};

const groupOf = (newest: GroupRow, rows: readonly GroupRow[]): UnreadGroup => ({
  ...{ receiverId: newest.receiver_id, group: newest.group_key, type: newest.type, id: newest.id },
  ...{ postId: newest.post_id, commentId: newest.comment_id, actorId: newest.actor_id, people: newest.people },
  names: rows.flatMap(({ display_name }) => display_name ?? []),
});
