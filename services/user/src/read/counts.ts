import type { Id } from '@concord/contracts';
import type { Reader } from '@concord/platform';
import type { Counts } from '../domain/profile.ts';

const countOf = (me: 'following_id' | 'follower_id', other: 'following_id' | 'follower_id') =>
  `(SELECT COUNT(*) FROM follows AS f
    STRAIGHT_JOIN profiles AS p FORCE INDEX (profiles_by_status) ON p.status = 'active' AND p.id = f.${other}
    WHERE f.${me} = ? AND f.status = 'accepted')`;

/**
 * How many active people follow somebody and are followed by them: accepted follows only, the same numbers for every viewer.
 * Counted each time, from two indexes and no row, so that they are right at once for whoever has just followed.
 */
export const countsOf = async (db: Reader, id: Id): Promise<Counts> => {
  const [[counts]] = (await db.raw(
    `SELECT ${countOf('following_id', 'follower_id')} AS followers, ${countOf('follower_id', 'following_id')} AS following`,
    [id, id],
  )) as [[Counts]];
  return { followers: counts.followers, following: counts.following };
};
