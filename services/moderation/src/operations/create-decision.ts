import { writer } from '@concord/community';
import { contract } from '@concord/contracts';
import { created, handler, keptAnswer, once, type Call } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { mayDecide } from '../policy.ts';
import { knownCase } from '../read/known-case.ts';
import { deciding } from '../store/deciding.ts';
import { decisionView } from '../views/case-view.ts';

export const createDecision = handler(
  contract.moderation.createDecision,
  (deps: Deps) => async (call) => (await keptAnswer(deps.db, call)) ?? decide(deps, call),
);

/** Roles are auth's to tell, also the decider's: a token says what they were when it was made. */
const decide = async (deps: Deps, call: Call<typeof contract.moderation.createDecision>) => {
  const { actor, params, body } = call;
  const about = await knownCase(deps.db, actor, params.id);
  const { authorId } = about;
  const [roles, authorRoles] = await Promise.all([
    deps.auth.roles(actor.id),
    authorId === null ? [] : deps.auth.roles(authorId),
  ]);
  mayDecide(roles, authorRoles);
  const hold = await writer(deps, actor.id);
  return once(deps.db, call, async (tx) => {
    await hold(tx);
    const { action, note = null } = body;
    const decision = await deciding(tx, deps, { about, moderatorId: actor.id, action, note });
    return created(decisionView(decision), { location: `/v1/moderation/cases/${about.id}` });
  });
};
