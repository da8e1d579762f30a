import type { DecisionAction, Id, ReportedType } from '@concord/contracts';
import type { Reader, Tx } from '@concord/platform';
import type { Case, Decision, Reported } from '../domain/case.ts';

/** A row of `cases`. */
export interface CaseRow {
  readonly id: Id;
  readonly subject_type: ReportedType;
  readonly subject_id: Id;
  readonly author_id: Id | null;
  readonly reports: number;
  readonly first_at: Date;
  readonly last_at: Date;
  readonly action: DecisionAction | null;
  readonly note: string | null;
  readonly decided_by: Id | null;
  readonly decided_at: Date | null;
  readonly carried_out_at: Date | null;
}

const decisionOf = (row: CaseRow): Decision | null => {
  const { action, note, decided_by: decidedBy, decided_at: decidedAt, carried_out_at: carriedOutAt } = row;
  return action === null || decidedAt === null ? null : { action, note, decidedBy, decidedAt, carriedOutAt };
};

export const caseOf = (row: CaseRow): Case => ({
  id: row.id,
  subject: { type: row.subject_type, id: row.subject_id },
  authorId: row.author_id,
  reports: row.reports,
  firstAt: row.first_at,
  lastAt: row.last_at,
  decision: decisionOf(row),
});

/** Null where there is no such case. */
export const findCase = async (reader: Reader, id: Id): Promise<Case | null> => {
  const row = (await reader('cases').where({ id }).first()) as CaseRow | undefined;
  return row === undefined ? null : caseOf(row);
};

/**
 * Adds a report by an active account to the subject's open case, and begins one where none is open; gives its id. It stays held until the
 * transaction ends, so nobody decides it without this report.
 */
export const reportedOnce = async (
  tx: Tx,
  { subject, authorId }: Reported,
  { id, at }: { readonly id: Id; readonly at: Date },
): Promise<Id> => {
  await tx.raw(
    `INSERT INTO cases (id, subject_type, subject_id, author_id, reports, first_at, last_at) VALUES (?, ?, ?, ?, 1, ?, ?)
     ON DUPLICATE KEY UPDATE reports = reports + 1, last_at = VALUES(last_at)`,
    [id, subject.type, subject.id, authorId, at, at],
  );
  const open = { subject_type: subject.type, subject_id: subject.id, open: 1 };
  const [row] = await tx('cases').where(open).select<{ readonly id: Id }[]>('id');
  return row?.id ?? id;
};

/** Decides an open case, once; false where it is decided already. */
export const decide = async (tx: Tx, id: Id, decision: Decision): Promise<boolean> => {
  const { action, note, decidedBy, decidedAt } = decision;
  const decided = { open: null, action, note, decided_by: decidedBy, decided_at: decidedAt };
  return (await tx('cases').where({ id, open: 1 }).update(decided)) === 1;
};

/** Notes that what was decided has been done. */
export const markCarriedOut = async (tx: Tx, id: Id, at: Date): Promise<void> => {
  await tx('cases').where({ id }).update({ carried_out_at: at });
};

/** Holds those of these cases that are open until the transaction ends, in the order of their key; gives their ids. */
export const holdCases = async (tx: Tx, ids: readonly Id[]): Promise<Id[]> =>
  (await tx('cases').where({ open: 1 }).whereIn('id', ids).orderBy('id').forUpdate().pluck('id')) as Id[];

/** Counts the reports of held cases again: what was added before they were held is included. Who is not active does not count. */
export const recountCases = async (tx: Tx, ids: readonly Id[]): Promise<void> => {
  if (ids.length === 0) return;
  await tx.raw(
    `UPDATE cases AS c SET c.reports = (SELECT COUNT(*) FROM reports AS r JOIN people AS p ON p.id = r.reporter_id
       WHERE r.case_id = c.id AND p.status = 'active') WHERE c.id IN (${ids.map(() => '?').join(', ')})`,
    [...ids],
  );
};

/** Counts the reports of the open cases again in which these accounts reported. */
export const recountCasesOf = async (tx: Tx, reporters: readonly Id[]): Promise<void> => {
  if (reporters.length === 0) return;
  const reported = (await tx('reports').whereIn('reporter_id', reporters).distinct().pluck('case_id')) as Id[];
  await recountCases(tx, await holdCases(tx, reported));
};

/** Deletes those of these held cases that have no report any more. */
export const forgetCasesWithoutReports = async (tx: Tx, ids: readonly Id[]): Promise<void> => {
  await tx('cases')
    .whereIn('id', ids)
    .whereNotIn('id', tx('reports').select('case_id').whereIn('case_id', ids))
    .delete();
};
