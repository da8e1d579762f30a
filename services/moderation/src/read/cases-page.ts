import type { Id, ReportedType, ReportReason } from '@concord/contracts';
import type { Reader } from '@concord/platform';
import { z } from 'zod';
import type { Case } from '../domain/case.ts';
import { caseOf, type CaseRow } from '../store/cases.ts';

/** Where a page ended. */
export const Position = z.strictObject({ reports: z.int(), id: z.int() });
export type Position = z.output<typeof Position>;

/** Which cases, in which order. */
export interface CasesQuery {
  /** Who asks: not shown what is their own. */
  readonly moderator: Id;
  readonly open: boolean;
  readonly type: ReportedType | undefined;
  readonly reason: ReportReason | undefined;
  readonly sort: 'reports' | 'oldest' | 'newest';
  readonly after: Position | undefined;
  readonly limit: number;
}

/** Cases with most reports, oldest or newest first; ids are in the order of time. */
export const casesPage = async (reader: Reader, asked: CasesQuery): Promise<Case[]> => {
  const { moderator, open, type, reason, sort, after, limit } = asked;
  const query = reader('cases as c')
    .where('c.open', open ? 1 : null)
    .whereRaw('NOT (c.author_id <=> ?)', [moderator])
    .limit(limit);
  if (type !== undefined) void query.where('c.subject_type', type);
  if (reason !== undefined)
    void query.whereExists(
      reader('reports as r').select(reader.raw('1')).whereRaw('r.case_id = c.id').where('r.reason', reason),
    );
  if (sort === 'reports') void query.orderBy('c.reports', 'desc');
  void query.orderBy('c.id', sort === 'oldest' ? 'asc' : 'desc');
  if (after !== undefined)
    if (sort === 'reports') void query.whereRaw('(c.reports, c.id) < (?, ?)', [after.reports, after.id]);
    else void query.where('c.id', sort === 'oldest' ? '>' : '<', after.id);
  return (await query.select<CaseRow[]>('c.*')).map(caseOf);
};
