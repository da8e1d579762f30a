import { contract, errors } from '@concord/contracts';
import { handler, ok } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { findReport } from '../store/reports.ts';
import { reportView } from '../views/report-view.ts';

export const getReport = handler(contract.moderation.getReport, ({ db }: Deps) => async ({ actor, params }) => {
  const report = await findReport(db, actor.id, params.id);
  if (report === null) throw errors.notFound();
  return ok(reportView(report));
});
