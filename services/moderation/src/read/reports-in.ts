import type { Author } from '@concord/community';
import { mostReportsShown, type Id, type ReportReason } from '@concord/contracts';
import type { Reader } from '@concord/platform';

/** How often a case was reported for one reason. */
export interface ReasonCount {
  readonly reason: ReportReason;
  readonly reports: number;
}

/** The reports by active accounts. */
const counted = (reader: Reader) =>
  reader('reports as r').join('people as p', 'p.id', 'r.reporter_id').where('p.status', 'active');

/** Why these cases were reported, the most frequent reason first. */
export const reasonsIn = async (reader: Reader, cases: readonly Id[]): Promise<ReadonlyMap<Id, ReasonCount[]>> => {
  if (cases.length === 0) return new Map();
  const rows = await counted(reader)
    .whereIn('r.case_id', cases)
    .groupBy('r.case_id', 'r.reason')
    .orderBy([{ column: 'reports', order: 'desc' }, 'r.reason'])
    .select('r.case_id', 'r.reason')
    .count<({ readonly case_id: Id } & ReasonCount)[]>({ reports: '*' });
  const byCase = Map.groupBy(rows, ({ case_id }) => case_id);
  return new Map([...byCase].map(([id, own]) => [id, own.map(({ reason, reports }) => ({ reason, reports }))]));
};

/** What somebody reported, and who. */
export interface ReportText {
  readonly id: Id;
  readonly reporter: Author;
  readonly reason: ReportReason;
  readonly text: string | null;
  readonly createdAt: Date;
}

interface Row {
  readonly id: Id;
  readonly reason: ReportReason;
  readonly text: string | null;
  readonly created_at: Date;
  readonly reporter_id: Id;
  readonly username: string;
  readonly display_name: string;
  readonly avatar_url: string | null;
}

/** The newest reports of a case with their texts. */
export const textsIn = async (reader: Reader, caseId: Id): Promise<ReportText[]> => {
  const rows = await counted(reader)
    .where('r.case_id', caseId)
    .orderBy('r.id', 'desc')
    .limit(mostReportsShown)
    .select<Row[]>(
      ...['r.id', 'r.reason', 'r.text', 'r.created_at', 'r.reporter_id'],
      ...['p.username', 'p.display_name', 'p.avatar_url'],
    );
  return rows.map(({ id, reason, text, created_at, ...by }) => ({
    ...{ id, reason, text, createdAt: created_at },
    reporter: { id: by.reporter_id, username: by.username, displayName: by.display_name, avatarUrl: by.avatar_url },
  }));
};
