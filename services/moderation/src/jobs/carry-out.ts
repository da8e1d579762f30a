import { events, type Id } from '@concord/contracts';
import { publish, type Part, type Pass, type Tx } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { outcomeOf, type Case, type Decision } from '../domain/case.ts';
import { findCase, markCarriedOut } from '../store/cases.ts';
import { decisionsDue } from '../store/decisions-due.ts';
import { reportersAfter } from '../store/reports.ts';

/** How many reporters one transaction tells. */
const chunk = 500;

/** Reports begin with version 1; being decided is their second. */
const version = 2;

/**
 * Carries a decision out: the subject is removed by its owner, then everybody who reported it is told. A service that is away delays it: the
 * decision stands, and each turn tries again. Removing may be repeated, so a death between the removal and its mark does no harm.
 */
export const carryingOut = (deps: Deps): Pass<{ readonly case_id: Id }, Id> => ({
  step: async (tx, { case_id: id }, from) => {
    const decided = await findCase(tx, id);
    if (decided === null || decided.decision === null) return null;
    if (from !== undefined) return tellReporters(tx, id, decided.decision, from);
    if (decided.decision.carriedOutAt === null) await carryOut(tx, deps, decided, decided.decision);
    return 0;
  },
});

const carryOut = async (tx: Tx, { owners, clock }: Deps, about: Case, { action }: Decision): Promise<void> => {
  const { id, subject, authorId } = about;
  // What a deleted account wrote is erased by its owner without being asked.
  if (action === 'remove' && authorId !== null) {
    await owners.remove(subject);
    const ids = { caseId: id, subjectType: subject.type, subjectId: subject.id, authorId, version };
    await publish(tx, events.reportSubjectRemoved, id, ids);
  }
  await markCarriedOut(tx, id, clock.now());
};

/** Gives the last report told; null when there was none left. */
const tellReporters = async (tx: Tx, caseId: Id, { action }: Decision, after: Id): Promise<Id | null> => {
  const reports = await reportersAfter(tx, caseId, { after, limit: chunk });
  for (const { id, reporter_id: reporterId } of reports)
    await publish(tx, events.reportDecided, id, { reportId: id, reporterId, outcomeType: outcomeOf(action), version });
  return reports.at(-1)?.id ?? null;
};

/** Carries out what has been decided, again and again until it is done. */
export const decisionWorker = (deps: Deps): Part => decisionsDue.worker(deps.db, carryingOut(deps));
