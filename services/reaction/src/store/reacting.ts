import { writer } from '@concord/community';
import { events, type Id } from '@concord/contracts';
import { publish, transaction } from '@concord/platform';
import type { Deps } from '../deps.ts';
import type { Target } from '../domain/target.ts';
import { putPeople } from './people.ts';
import { deleteReaction, insertReaction } from './reactions.ts';
import { reactionCounts } from './reaction-counts.ts';

/** Who reacts, to what and how. */
export interface Reacting {
  readonly actor: Id;
  readonly target: Target;
  readonly type: string;
}

const told = (reactionId: Id, { actor, target, type }: Reacting, version: 1 | 2) => ({
  reactionId,
  targetType: target.target_type,
  targetId: target.target_id,
  reactionType: type,
  actorId: actor,
  version,
});

/** Gives a reaction, counts it and tells it, once however often it is asked. Throws `forbidden` for an account that is not active. */
export const react = async (deps: Deps, reacting: Reacting): Promise<void> => {
  const { actor, target, type } = reacting;
  const hold = await writer(deps, actor, putPeople);
  const id = deps.ids.next();
  await transaction(deps.db, async (tx) => {
    await hold(tx);
    const row = { id, ...target, type, user_id: actor, created_at: deps.clock.now() };
    if (!(await insertReaction(tx, row))) return;
    await reactionCounts.add(tx, { ...target, type }, 1);
    await publish(tx, events.reactionAdded, id, told(id, reacting, 1));
  });
};

/** Takes a reaction back, and tells it; false where there is none. */
export const takeBack = ({ db }: Deps, reacting: Reacting): Promise<boolean> => {
  const { actor, target, type } = reacting;
  return transaction(db, async (tx) => {
    const gone = await deleteReaction(tx, { ...target, type, user_id: actor });
    if (gone === null) return false;
    await reactionCounts.add(tx, { ...target, type }, -gone.counted);
    await publish(tx, events.reactionRemoved, gone.id, told(gone.id, reacting, 2));
    return true;
  });
};
