import type { Db } from '@concord/platform';
import type { Person, User } from './user.ts';

/** What the row of `relations` says, in words; empty for strangers. */
export const relationWords = async ({ internal }: User, viewer: Person, author: Person): Promise<string[]> => {
  const relation = await internal.readRelation({ params: { viewer: viewer.id.id, author: author.id.id } });
  return Object.entries(relation).flatMap(([name, value]) => (value === true ? [name] : []));
};

/** For every row of `relations` what it says, and what follows, friendships and blocks say that it should; and all that has no row. */
export const disagreements = async (db: Db): Promise<unknown[]> => {
  const pairs = `
    SELECT viewer_id, author_id FROM relations
    UNION SELECT follower_id, following_id FROM follows UNION SELECT following_id, follower_id FROM follows
    UNION SELECT user_id, friend_id FROM friendships UNION SELECT friend_id, user_id FROM friendships
    UNION SELECT blocker_id, blocked_id FROM blocks UNION SELECT blocked_id, blocker_id FROM blocks
    UNION SELECT muter_id, muted_id FROM mutes UNION SELECT muted_id, muter_id FROM mutes`;
  const edges = {
    follows: `SELECT 1 FROM follows f WHERE f.follower_id = p.viewer_id AND f.following_id = p.author_id AND f.status = 'accepted'`,
    friend: `SELECT 1 FROM friendships f WHERE f.status = 'accepted' AND
      ((f.user_id = p.viewer_id AND f.friend_id = p.author_id) OR (f.user_id = p.author_id AND f.friend_id = p.viewer_id))`,
    blocks: `SELECT 1 FROM blocks b WHERE b.blocker_id = p.viewer_id AND b.blocked_id = p.author_id`,
    blocked_by: `SELECT 1 FROM blocks b WHERE b.blocker_id = p.author_id AND b.blocked_id = p.viewer_id`,
    mutes: `SELECT 1 FROM mutes m WHERE m.muter_id = p.viewer_id AND m.muted_id = p.author_id`,
  } as const satisfies Record<string, string>;
  const [rows] = (await db.raw(
    `SELECT p.*, r.version, ${Object.keys(edges)
      .map((flag) => `r.${flag} AS ${flag}`)
      .join(', ')}, ${Object.entries(edges)
      .map(([flag, sql]) => `EXISTS (${sql}) AS due_${flag}`)
      .join(', ')}
     FROM (${pairs}) p LEFT JOIN relations r ON r.viewer_id = p.viewer_id AND r.author_id = p.author_id`,
  )) as [Record<string, number | null>[]];
  return rows.filter((row) => Object.keys(edges).some((flag) => row[flag] !== row[`due_${flag}`]));
};

/** What must never stand side by side, whatever happened: a block, and anything that ties or asks. */
export const blockedButTied = async (db: Db): Promise<unknown[]> => {
  const [rows] = (await db.raw(
    `SELECT b.* FROM blocks b WHERE
       EXISTS (SELECT 1 FROM follows f WHERE (f.follower_id, f.following_id) IN ((b.blocker_id, b.blocked_id), (b.blocked_id, b.blocker_id)))
       OR EXISTS (SELECT 1 FROM friendships f WHERE (f.user_id, f.friend_id) IN ((b.blocker_id, b.blocked_id), (b.blocked_id, b.blocker_id)))`,
  )) as [unknown[]];
  return rows;
};

/** Follows that do not know whether their two accounts are active. */
export const wrongActiveFlags = async (db: Db): Promise<unknown[]> => {
  const [rows] = (await db.raw(
    `SELECT f.* FROM follows f JOIN profiles a ON a.id = f.follower_id JOIN profiles b ON b.id = f.following_id
     WHERE f.follower_active <> (a.status = 'active') OR f.following_active <> (b.status = 'active')`,
  )) as [unknown[]];
  return rows;
};
