import type { DecisionAction, Id, ReportedType, ReportReason, ReportSubject } from '@concord/contracts';
import type { Reader, Tx } from '@concord/platform';
import type { Report } from '../domain/case.ts';

/** What is stored of a report. */
export interface NewReportRow {
  readonly id: Id;
  readonly case_id: Id;
  readonly reporter_id: Id;
  readonly reason: ReportReason;
  readonly text: string | null;
  readonly created_at: Date;
}

/** A report with how its case stands. */
export interface ReportRow {
  readonly id: Id;
  readonly subject_type: ReportedType;
  readonly subject_id: Id;
  readonly reason: ReportReason;
  readonly text: string | null;
  readonly created_at: Date;
  readonly action: DecisionAction | null;
  readonly decided_at: Date | null;
}

export const reportOf = (row: ReportRow): Report => ({
  id: row.id,
  subject: { type: row.subject_type, id: row.subject_id },
  reason: row.reason,
  text: row.text,
  createdAt: row.created_at,
  action: row.action,
  decidedAt: row.decided_at,
});

export const reportColumns = [
  ...['r.id', 'c.subject_type', 'c.subject_id', 'r.reason', 'r.text', 'r.created_at', 'c.action', 'c.decided_at'],
];

/** What an account has reported, for its own eyes. */
export const ownReports = (reader: Reader, reporter: Id) =>
  reader('reports as r').join('cases as c', 'c.id', 'r.case_id').where('r.reporter_id', reporter);

/** Null where the account has made no such report. */
export const findReport = async (reader: Reader, reporter: Id, id: Id): Promise<Report | null> => {
  const row = await ownReports(reader, reporter)
    .where('r.id', id)
    .first<ReportRow | undefined>(...reportColumns);
  return row === undefined ? null : reportOf(row);
};

/** The account's report of the subject that is not decided; null where there is none. */
export const findOpenReport = async (reader: Reader, reporter: Id, subject: ReportSubject): Promise<Report | null> => {
  const row = await ownReports(reader, reporter)
    .where({ 'c.subject_type': subject.type, 'c.subject_id': subject.id, 'c.open': 1 })
    .first<ReportRow | undefined>(...reportColumns);
  return row === undefined ? null : reportOf(row);
};

export const insertReport = async (tx: Tx, row: NewReportRow): Promise<void> => {
  await tx('reports').insert(row);
};

/** The next reports of a case after `after`, at most `limit`, in the order of their ids. */
export const reportersAfter = (
  reader: Reader,
  caseId: Id,
  { after, limit }: { readonly after: Id; readonly limit: number },
): Promise<{ readonly id: Id; readonly reporter_id: Id }[]> =>
  reader('reports')
    .where({ case_id: caseId })
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .select('id', 'reporter_id');
