import { relationColumns } from '@concord/audience';
import type { Id } from '@concord/contracts';
import { forgetBefore, type Tx } from '@concord/platform';

const flags = Object.values(relationColumns);
const anyOf = (alias: string) => flags.map((flag) => `${alias}.${flag} = 1`).join(' OR ');

/** People with whom somebody has something that shows in a relation of either, at most so many. */
const tiedTo = async (tx: Tx, account: Id, limit: number): Promise<Id[]> => {
  const [rows] = (await tx.raw(
    `SELECT r.author_id AS id FROM relations AS r
     JOIN relations AS m ON m.viewer_id = r.author_id AND m.author_id = r.viewer_id
     WHERE r.viewer_id = ? AND (${anyOf('r')} OR ${anyOf('m')}) LIMIT ?`,
    [account, limit],
  )) as [{ id: Id }[]];
  return rows.map(({ id }) => id);
};

const edges = [
  ['follows', 'follower_id', 'following_id'],
  ['friendships', 'user_id', 'friend_id'],
  ['blocks', 'blocker_id', 'blocked_id'],
  ['mutes', 'muter_id', 'muted_id'],
] as const;

/**
 * Ends all that is between an account and the next of those it has to do with: their rows of `relations` keep key and version, as captured
 * rows do. Pairs are held in the order of the key, as by who changes one. Gives how many pairs.
 */
export const eraseTies = async (tx: Tx, account: Id, limit: number): Promise<number> => {
  const others = await tiedTo(tx, account, limit);
  if (others.length === 0) return 0;
  const pairs = others.flatMap((other) => [
    [account, other],
    [other, account],
  ]);
  const related = () => tx('relations').whereIn(['viewer_id', 'author_id'], pairs);
  await related().orderBy(['viewer_id', 'author_id']).forUpdate().select('viewer_id');
  for (const [table, from, to] of edges) await tx(table).whereIn([from, to], pairs).delete();
  await related().update({ ...Object.fromEntries(flags.map((flag) => [flag, 0])), version: tx.raw('version + 1') });
  await forgetBefore(related());
  return others.length;
};
