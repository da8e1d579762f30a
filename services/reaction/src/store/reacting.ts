import { writer } from '@concord/community';
import { events, type Id } from '@concord/contracts';
import { publish, transaction } from '@concord/platform';
import type { Deps } from '../deps.ts';
import type { SeenTarget, Target } from '../domain/target.ts';
import { putPeople } from './people.ts';
import { deleteReaction, insertReaction, type ReactionRow } from './reactions.ts';
import { reactionCounts } from './reaction-counts.ts';

/** Who reacts, to what and how. */
export interface Reacting<T extends Target = Target> {
  readonly actor: Id;
  readonly target: T;
  readonly type: string;
}

const told = (row: ReactionRow, version: 1 | 2) => ({
  reactionId: row.id,
  targetType: row.target_type,
  targetId: row.target_id,
  reactionType: row.type,
  targetAuthorId: row.target_author_id,
  postId: row.post_id,
  actorId: row.user_id,
  version,
});

/** Gives a reaction, counts it and tells it, once however often it is asked. Throws `forbidden` for an account that is not active. */
export const react = async (deps: Deps, { actor, target, type }: Reacting<SeenTarget>): Promise<void> => {
  const hold = await writer(deps, actor, putPeople);
  const { authorId, postId, ...key } = target;
  const row: ReactionRow = {
    ...{ id: deps.ids.next(), ...key, type, user_id: actor, target_author_id: authorId, post_id: postId },
    ...{ counted: 1, created_at: deps.clock.now() },
  };
  await transaction(deps.db, async (tx) => {
    await hold(tx);
    if (!(await insertReaction(tx, row))) return;
    await reactionCounts.add(tx, { ...key, type }, 1);
    await publish(tx, events.reactionAdded, row.id, told(row, 1));
  });
};

/** Takes a reaction back, and tells it; false where there is none. */
export const takeBack = ({ db }: Deps, { actor, target, type }: Reacting): Promise<boolean> =>
  transaction(db, async (tx) => {
    const gone = await deleteReaction(tx, { ...target, type, user_id: actor });
    if (gone === null) return false;
    await reactionCounts.add(tx, { ...target, type }, -gone.counted);
    await publish(tx, events.reactionRemoved, gone.id, told(gone, 2));
    return true;
  });
