import { only } from '@concord/audience';
import type { Author } from '@concord/community';
import type { Id, NotificationType } from '@concord/contracts';
import type { Reader } from '@concord/platform';
import { told } from './told.ts';

/** Notifications of one receiver that are shown together. */
export interface Group {
  readonly key: string;
  readonly type: NotificationType;
  /** Of the newest. */
  readonly id: Id;
  readonly createdAt: Date;
  readonly postId: Id | null;
  readonly commentId: Id | null;
  readonly unread: boolean;
  /** How many people did it. */
  readonly people: number;
  /** The newest of them. */
  readonly members: readonly Author[];
}

export interface Asked {
  readonly unread: boolean;
  readonly type: NotificationType | undefined;
  /** Only groups whose newest notification is older. */
  readonly before: Id | undefined;
  readonly limit: number;
}

const shownMembers = 3;

interface GroupRow {
  readonly group_key: string;
  readonly newest: Id;
  readonly people: number;
  readonly unread: number;
}
interface MemberRow {
  readonly group_key: string;
  readonly id: Id;
  readonly username: string;
  readonly display_name: string;
  readonly avatar_url: string | null;
}
interface NewestRow {
  readonly id: Id;
  readonly type: NotificationType;
  readonly post_id: Id | null;
  readonly comment_id: Id | null;
  readonly created_at: Date;
}

const visible = (reader: Reader, receiver: Id) =>
  reader('notifications as n')
    .modify(only(told(receiver)))
    .where('n.receiver_id', receiver);

/** One page of groups, newest first, in three queries. Reads all that the receiver has, which is as much as is kept for them. */
export const groupsOf = async (reader: Reader, receiver: Id, asked: Asked): Promise<Group[]> => {
  const groups = (await visible(reader, receiver)
    .modify((query) => (asked.type === undefined ? query : query.where('n.type', asked.type)))
    .groupBy('n.group_key')
    .select('n.group_key')
    .select(
      reader.raw(
        'MAX(n.id) AS newest, COUNT(DISTINCT n.actor_id) AS people, CAST(SUM(n.read_at IS NULL) AS SIGNED) AS unread',
      ),
    )
    .having(reader.raw('MAX(n.id) < ?', [asked.before ?? Number.MAX_SAFE_INTEGER]))
    .modify((query) => (asked.unread ? query.having(reader.raw('SUM(n.read_at IS NULL) > 0')) : query))
    .orderBy('newest', 'desc')
    .limit(asked.limit)) as unknown as GroupRow[];
  if (groups.length === 0) return [];
  const [newest, members] = await Promise.all([
    reader('notifications').whereIn(
      'id',
      groups.map((group) => group.newest),
    ) as Promise<NewestRow[]>,
    newestMembers(
      reader,
      receiver,
      groups.map(({ group_key }) => group_key),
    ),
  ]);
  const byId = new Map(newest.map((row) => [row.id, row]));
  return groups.flatMap((group) => {
    const row = byId.get(group.newest);
    return row === undefined ? [] : [groupOf(group, row, members)];
  });
};

const groupOf = (group: GroupRow, row: NewestRow, members: readonly MemberRow[]): Group => ({
  ...{ key: group.group_key, type: row.type, id: row.id, createdAt: row.created_at },
  ...{ postId: row.post_id, commentId: row.comment_id, unread: group.unread > 0, people: group.people },
  members: members
    .filter(({ group_key }) => group_key === group.group_key)
    .map(({ id, username, display_name, avatar_url }) => ({
      ...{ id, username, displayName: display_name, avatarUrl: avatar_url },
    })),
});

const newestMembers = async (reader: Reader, receiver: Id, keys: readonly string[]): Promise<MemberRow[]> => {
  const ranked = visible(reader, receiver)
    .whereIn('n.group_key', keys)
    .whereNotNull('n.actor_id')
    .groupBy('n.group_key', 'n.actor_id')
    .select('n.group_key', 'n.actor_id')
    .select(
      reader.raw('ROW_NUMBER() OVER (PARTITION BY n.group_key ORDER BY MAX(n.id) DESC) AS place, MAX(n.id) AS newest'),
    );
  return await reader
    .from(ranked.as('m'))
    .join('people as who', 'who.id', 'm.actor_id')
    .where('m.place', '<=', shownMembers)
    .orderBy('m.newest', 'desc')
    .select<MemberRow[]>('m.group_key', 'who.id', 'who.username', 'who.display_name', 'who.avatar_url');
};

/** How many groups hold something unread that the receiver may still be told of. */
export const countUnread = async (reader: Reader, receiver: Id): Promise<number> => {
  const row = (await visible(reader, receiver)
    .whereNull('n.read_at')
    .countDistinct({ groups: 'n.group_key' })
    .first()) as { groups: number } | undefined;
  return row?.groups ?? 0;
};
