import type { Author } from '@concord/community';
import type { Id, NotificationType } from '@concord/contracts';
import type { Reader } from '@concord/platform';
import { arrived, told } from './told.ts';

/** Where a user's log ends, and up to where it is not kept any more. */
export interface Head {
  readonly seq: number;
  readonly forgotten: number;
}

interface HeadRow {
  readonly user_id: Id;
  readonly seq: number;
}

export const headOf = async (reader: Reader, userId: Id): Promise<Head> =>
  (await reader('stream_heads').where({ user_id: userId }).first<Head | undefined>('seq', 'forgotten')) ?? {
    seq: 0,
    forgotten: 0,
  };

/** Of these users, where their logs end; who was never told anything is left out. */
export const headsOf = async (reader: Reader, users: readonly Id[]): Promise<ReadonlyMap<Id, number>> => {
  const rows = await reader('stream_heads').whereIn('user_id', users).select<HeadRow[]>('user_id', 'seq');
  return new Map(rows.map(({ user_id, seq }) => [user_id, seq]));
};

/** A notification as a frame tells it. */
export interface ToldOf {
  readonly id: Id;
  readonly group: string;
  readonly type: NotificationType;
  readonly postId: Id | null;
  readonly commentId: Id | null;
  readonly actor: Author | null;
  readonly createdAt: Date;
  /** Whether the receiver may be told of it now. */
  readonly shown: boolean;
  /** Whether all that decides about it has arrived. */
  readonly arrived: boolean;
}

/** A frame of somebody's log. */
export interface KeptFrame {
  readonly seq: number;
  readonly type: 'notification' | 'removed' | 'read';
  readonly ids: readonly Id[];
  readonly at: Date;
  /** Null where it is not of a notification, or where that is not kept any more. */
  readonly notification: ToldOf | null;
}

interface FrameRow {
  readonly seq: number;
  readonly type: KeptFrame['type'];
  readonly ids: readonly Id[];
  readonly created_at: Date;
}

interface ToldRow {
  readonly id: Id;
  readonly group_key: string;
  readonly type: NotificationType;
  readonly actor_id: Id | null;
  readonly post_id: Id | null;
  readonly comment_id: Id | null;
  readonly created_at: Date;
  readonly username: string | null;
  readonly display_name: string;
  readonly avatar_url: string | null;
  readonly shown: 0 | 1;
  readonly arrived: 0 | 1;
}

/** The next frames of a user's log after a position, in two queries. */
export const framesAfter = async (reader: Reader, userId: Id, after: number, limit: number): Promise<KeptFrame[]> => {
  const rows = (await reader('stream_frames')
    .where({ user_id: userId })
    .where('seq', '>', after)
    .orderBy('seq')
    .limit(limit)) as FrameRow[];
  const ids = rows.flatMap((row) => (row.type === 'notification' ? row.ids : []));
  const notifications = await toldOf(reader, userId, ids);
  return rows.map(({ seq, type, ids, created_at }) => ({
    ...{ seq, type, ids, at: created_at },
    notification: type === 'notification' ? (notifications.get(ids[0] ?? 0) ?? null) : null,
  }));
};

const toldOf = async (reader: Reader, receiver: Id, ids: readonly Id[]): Promise<ReadonlyMap<Id, ToldOf>> => {
  if (ids.length === 0) return new Map();
  const visible = told(receiver);
  const rows = await reader('notifications as n')
    .joinRaw(visible.join.sql, visible.join.bindings)
    .whereIn('n.id', ids)
    .select('n.id', 'n.group_key', 'n.type', 'n.actor_id', 'n.post_id', 'n.comment_id', 'n.created_at')
    .select('a.username', 'a.display_name', 'a.avatar_url')
    .select(reader.raw(`COALESCE(${visible.where.sql}, FALSE) AS shown`, visible.where.bindings))
    .select<ToldRow[]>(reader.raw(`${arrived} AS arrived`));
  return new Map(rows.map((row) => [row.id, ofRow(row)]));
};

const ofRow = (row: ToldRow): ToldOf => ({
  ...{ id: row.id, group: row.group_key, type: row.type, postId: row.post_id, commentId: row.comment_id },
  actor:
    row.actor_id === null
      ? null
      : {
          ...{ id: row.actor_id, username: row.username ?? '' },
          ...{ displayName: row.display_name, avatarUrl: row.avatar_url },
        },
  ...{ createdAt: row.created_at, shown: row.shown === 1, arrived: row.arrived === 1 },
});
