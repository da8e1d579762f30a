import type { Id } from '@concord/contracts';
import type { Reader, Tx } from '@concord/platform';
import type { Bond, Follow, Side } from '../domain/bond.ts';

interface EdgesRow {
  readonly my_follow: Follow | null;
  readonly their_follow: Follow | null;
  readonly my_request: 'pending' | 'accepted' | null;
  readonly their_request: 'pending' | 'accepted' | null;
  readonly my_block: number | null;
  readonly their_block: number | null;
}

const follow = '(SELECT status FROM follows WHERE follower_id = ? AND following_id = ?)';
const request = '(SELECT status FROM friendships WHERE user_id = ? AND friend_id = ?)';
const block = '(SELECT 1 FROM blocks WHERE blocker_id = ? AND blocked_id = ?)';

/** What `follows`, `friendships` and `blocks` say about two people, seen by the first; six lookups by primary key in one statement. */
export const readBond = async (db: Reader, me: Id, other: Id): Promise<Bond> => {
  const [[row]] = (await db.raw(
    `SELECT ${follow} AS my_follow, ${follow} AS their_follow, ${request} AS my_request, ${request} AS their_request,
      ${block} AS my_block, ${block} AS their_block`,
    [me, other, other, me, me, other, other, me, me, other, other, me],
  )) as [[EdgesRow]];
  return {
    mine: { follow: row.my_follow ?? 'none', block: row.my_block !== null },
    theirs: { follow: row.their_follow ?? 'none', block: row.their_block !== null },
    friendship: friendshipOf(row),
  };
};

const friendshipOf = ({ my_request, their_request }: EdgesRow): Bond['friendship'] => {
  if (my_request === 'accepted' || their_request === 'accepted') return 'friends';
  return my_request !== null ? 'sent' : their_request !== null ? 'received' : 'none';
};

/** Writes the difference between two states of a bond. The caller holds the lock on the pair's rows of `relations`. */
export const writeEdges = async (tx: Tx, me: Id, other: Id, before: Bond, after: Bond, at: Date): Promise<void> => {
  await writeSide(tx, me, other, before.mine, after.mine, at);
  await writeSide(tx, other, me, before.theirs, after.theirs, at);
  await writeFriendship(tx, me, other, before.friendship, after.friendship, at);
};

const writeSide = async (tx: Tx, from: Id, to: Id, before: Side, after: Side, at: Date): Promise<void> => {
  if (before.follow !== after.follow) {
    const follows = tx('follows').where({ follower_id: from, following_id: to });
    if (after.follow === 'none') await follows.delete();
    else if (before.follow !== 'none') await follows.update({ status: after.follow, since: at });
    else await insertFollow(tx, from, to, after.follow, at);
  }
  if (before.block === after.block) return;
  if (after.block) await tx('blocks').insert({ blocker_id: from, blocked_id: to, created_at: at });
  else await tx('blocks').where({ blocker_id: from, blocked_id: to }).delete();
};

/** The shared lock keeps both accounts as they are until the row is there: see `bringFollowsInLine`. */
const insertFollow = async (tx: Tx, from: Id, to: Id, status: Follow, at: Date): Promise<void> => {
  await tx.raw(
    `INSERT INTO follows (follower_id, following_id, status, follower_active, following_active, created_at, since)
     SELECT follower.id, following.id, ?, follower.status = 'active', following.status = 'active', ?, ?
     FROM profiles AS follower STRAIGHT_JOIN profiles AS following ON following.id = ?
     WHERE follower.id = ? FOR SHARE`,
    [status, at, at, to, from],
  );
};

const writeFriendship = async (
  tx: Tx,
  me: Id,
  other: Id,
  before: Bond['friendship'],
  after: Bond['friendship'],
  at: Date,
): Promise<void> => {
  if (before === after) return;
  const friendship = tx('friendships').where({ low_id: Math.min(me, other), high_id: Math.max(me, other) });
  if (after === 'none') {
    await friendship.delete();
    return;
  }
  const status = after === 'friends' ? 'accepted' : 'pending';
  if (before !== 'none') await friendship.update({ status, since: at });
  else await tx('friendships').insert({ user_id: me, friend_id: other, status, created_at: at, since: at });
};
