import { errors, type DecisionAction, type Id } from '@concord/contracts';
import type { Tx } from '@concord/platform';
import type { Deps } from '../deps.ts';
import type { Case, Decision } from '../domain/case.ts';
import { decide } from './cases.ts';
import { decisionsDue } from './decisions-due.ts';
import { record } from './moderation-log.ts';

/** Who decides what about which case. */
export interface Deciding {
  readonly about: Case;
  readonly moderatorId: Id;
  readonly action: DecisionAction;
  readonly note: string | null;
}

/**
 * Decides a case, writes it down and asks for what follows, in one transaction; a job carries it out (`jobs/carry-out.ts`). Throws
 * `case_decided` for whoever is not the first.
 */
export const deciding = async (
  tx: Tx,
  { ids, clock }: Deps,
  { about, moderatorId, action, note }: Deciding,
): Promise<Decision> => {
  const at = clock.now();
  const decision: Decision = { action, note, decidedBy: moderatorId, decidedAt: at, carriedOutAt: null };
  if (!(await decide(tx, about.id, decision))) throw errors.caseDecided();
  await record(tx, { id: ids.next(), action, moderatorId, about, at });
  await decisionsDue.ask(tx, [{ case_id: about.id }]);
  return decision;
};
