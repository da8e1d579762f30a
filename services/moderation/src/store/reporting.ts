import { writer } from '@concord/community';
import type { Id, ReportReason } from '@concord/contracts';
import type { Tx } from '@concord/platform';
import type { Deps } from '../deps.ts';
import type { Report, Reported } from '../domain/case.ts';
import { mayReportToday } from '../policy.ts';
import { reportedOnce } from './cases.ts';
import { countReport, holdReporter } from './reporters.ts';
import { findOpenReport, insertReport } from './reports.ts';

/** Who reports what, and why. */
export interface Reporting extends Reported {
  readonly reporterId: Id;
  readonly reason: ReportReason;
  readonly text: string | null;
}

/**
 * Gives what makes a report within a transaction, or finds the one that the account has made already and that is not decided. Throws
 * `forbidden` for an account that is not active and `rate_limited` for one that reports too often.
 */
export const reporting = async (deps: Deps, reported: Reporting): Promise<(tx: Tx) => Promise<Report>> => {
  const hold = await writer(deps, reported.reporterId);
  return async (tx) => {
    await hold(tx);
    await holdReporter(tx, reported.reporterId, deps.clock.now());
    return (await findOpenReport(tx, reported.reporterId, reported.subject)) ?? report(tx, deps, reported);
  };
};

const report = async (tx: Tx, { ids, clock }: Deps, reporting: Reporting): Promise<Report> => {
  const [id, at] = [ids.next(), clock.now()];
  const { reporterId, subject, reason, text } = reporting;
  mayReportToday(await countReport(tx, reporterId), at);
  const caseId = await reportedOnce(tx, reporting, { id: ids.next(), at });
  await insertReport(tx, { id, case_id: caseId, reporter_id: reporterId, reason, text, created_at: at });
  return { id, subject, reason, text, createdAt: at, action: null, decidedAt: null };
};
