import type { Id } from '@concord/contracts';
import type { Reader } from '@concord/platform';
import type { Report } from '../domain/case.ts';
import { ownReports, reportColumns, reportOf, type ReportRow } from '../store/reports.ts';

/** What an account has reported before `before`, newest first. */
export const reportsBy = async (
  reader: Reader,
  reporter: Id,
  { before, limit }: { readonly before: Id | undefined; readonly limit: number },
): Promise<Report[]> => {
  const rows = await ownReports(reader, reporter)
    .modify((query) => {
      if (before !== undefined) void query.where('r.id', '<', before);
    })
    .orderBy('r.id', 'desc')
    .limit(limit)
    .select<ReportRow[]>(reportColumns);
  return rows.map(reportOf);
};
