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
  readonly my_mute: number | null;
  readonly their_mute: number | null;
}

const follow = '(SELECT status FROM follows WHERE follower_id = ? AND following_id = ?)';
const request = '(SELECT status FROM friendships WHERE user_id = ? AND friend_id = ?)';
const block = '(SELECT 1 FROM blocks WHERE blocker_id = ? AND blocked_id = ?)';
const mute = '(SELECT 1 FROM mutes WHERE muter_id = ? AND muted_id = ?)';

/** What `follows`, `friendships`, `blocks` and `mutes` say about two people, seen by the first: lookups by primary key in one statement. */
export const readBond = async (db: Reader, me: Id, other: Id): Promise<Bond> => {
  const [[row]] = (await db.raw(
    `SELECT ${follow} AS my_follow, ${follow} AS their_follow, ${request} AS my_request, ${request} AS their_request,
      ${block} AS my_block, ${block} AS their_block, ${mute} AS my_mute, ${mute} AS their_mute`,
    [1, 2, 3, 4].flatMap(() => [me, other, other, me]),
  )) as [[EdgesRow]];
  return {
    mine: { follow: row.my_follow ?? 'none', block: row.my_block !== null, mute: row.my_mute !== null },
    theirs: { follow: row.their_follow ?? 'none', block: row.their_block !== null, mute: row.their_mute !== null },
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
  if (before.follow !== after.follow) await writeFollow(tx, from, to, before.follow, after.follow, at);
  if (before.block !== after.block) await writeBlock(tx, from, to, after.block, at);
  if (before.mute !== after.mute) await writeMute(tx, from, to, after.mute, at);
};

const writeFollow = async (tx: Tx, from: Id, to: Id, before: Follow, after: Follow, at: Date): Promise<void> => {
  const follows = tx('follows').where({ follower_id: from, following_id: to });
  if (after === 'none') await follows.delete();
  else if (before !== 'none') await follows.update({ status: after, since: at });
  else await insertFollow(tx, from, to, after, at);
};

const writeBlock = async (tx: Tx, from: Id, to: Id, is: boolean, at: Date): Promise<void> => {
  const edge = { blocker_id: from, blocked_id: to };
  if (is) await tx('blocks').insert({ ...edge, created_at: at });
  else await tx('blocks').where(edge).delete();
};

const writeMute = async (tx: Tx, from: Id, to: Id, is: boolean, at: Date): Promise<void> => {
  const edge = { muter_id: from, muted_id: to };
  if (is) await tx('mutes').insert({ ...edge, created_at: at });
  else await tx('mutes').where(edge).delete();
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
