import { only, unmuted, visibleTo } from '@concord/audience';
import { erasedAmong, tables } from '@concord/community';
import type { Id } from '@concord/contracts';
import type { Reader, Tx } from '@concord/platform';

/** A new post of which not all followers of its author have been told. */
export interface FanOut {
  readonly postId: Id;
  readonly authorId: Id;
  /** Followers up to this id have been told. */
  readonly toldTo: Id;
}

interface Row {
  readonly post_id: Id;
  readonly author_id: Id;
  readonly told_to: Id;
}

/** Asks for the followers of these posts' authors to be told, in the transaction that consumes their events. */
export const beginFanOuts = async (
  tx: Tx,
  posts: readonly { readonly postId: Id; readonly authorId: Id }[],
  at: Date,
): Promise<void> => {
  const erased = await erasedAmong(
    tx,
    posts.map(({ authorId }) => authorId),
  );
  const present = posts.filter(({ authorId }) => !erased.has(authorId));
  if (present.length === 0) return;
  await tx('fan_outs')
    .insert(
      present.map(({ postId, authorId }) => ({ post_id: postId, author_id: authorId, created_at: at, turn_at: at })),
    )
    .onConflict()
    .ignore();
};

/** Posts whose followers wait to be told and that have arrived in the copy: first those whose last turn is the longest ago. */
export const waitingFanOuts = async (reader: Reader): Promise<Id[]> =>
  (await reader('fan_outs as f')
    .join('posts as p', 'p.id', 'f.post_id')
    .orderBy('f.turn_at')
    .limit(100)
    .pluck('f.post_id')) as Id[];

/** Takes one for this transaction; null where another process has it, or has ended it. */
export const takeFanOut = async (tx: Tx, postId: Id): Promise<FanOut | null> => {
  const row = (await tx('fan_outs').where({ post_id: postId }).forUpdate().skipLocked().first()) as Row | undefined;
  return row === undefined ? null : { postId: row.post_id, authorId: row.author_id, toldTo: row.told_to };
};

/** The next followers, by id; `told` are those of them who may see the post, and have neither muted nor silenced its author. */
export const nextFollowers = async (
  tx: Tx,
  { postId, authorId, toldTo }: FanOut,
  limit: number,
): Promise<{ readonly last: Id | null; readonly told: Id[] }> => {
  const followers = (await tx('relations')
    .where({ author_id: authorId, follows: 1 })
    .where('viewer_id', '>', toldTo)
    .orderBy('viewer_id')
    .limit(limit)
    .pluck('viewer_id')) as Id[];
  const last = followers.at(-1);
  if (last === undefined) return { last: null, told: [] };
  const quiet = unmuted();
  const told = (await tx('relations as f')
    .join('posts as p', (on) => on.onVal('p.id', postId).andOnVal('p.deleted', 0))
    .modify(
      only(visibleTo({ column: 'f.viewer_id' }, { ...tables, item: { author: 'p.user_id', audience: 'p.audience' } })),
    )
    .whereRaw(quiet.sql, quiet.bindings)
    .where({ 'f.author_id': authorId, 'f.follows': 1 })
    .whereIn('f.viewer_id', followers)
    .whereNotExists(
      tx('silenced_authors as s')
        .whereRaw('s.user_id = f.viewer_id')
        .where('s.author_id', authorId)
        .select(tx.raw('1')),
    )
    .pluck('f.viewer_id')) as Id[];
  return { last, told };
};

/** Goes on after this follower next time. */
export const advanceFanOut = async (tx: Tx, postId: Id, toldTo: Id, at: Date): Promise<void> => {
  await tx('fan_outs').where({ post_id: postId }).update({ told_to: toldTo, turn_at: at });
};

export const endFanOut = async (tx: Tx, postId: Id): Promise<void> => {
  await tx('fan_outs').where({ post_id: postId }).delete();
};

/** Ends those whose post has not arrived since then: it never will. */
export const dropFanOutsBefore = (reader: Reader, time: Date): Promise<number> =>
  reader('fan_outs')
    .where('created_at', '<', time)
    .whereNotExists(reader('posts').whereRaw('posts.id = fan_outs.post_id').select(reader.raw('1')))
    .delete();
