import { contract } from '@concord/contracts';
import { created, handler, keptAnswer, once, type Call } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { mayReport } from '../policy.ts';
import { reportedBy } from '../read/subject.ts';
import { reporting } from '../store/reporting.ts';
import { reportView } from '../views/report-view.ts';

export const createReport = handler(
  contract.moderation.createReport,
  (deps: Deps) => async (call) => (await keptAnswer(deps.db, call)) ?? report(deps, call),
);

const report = async (deps: Deps, call: Call<typeof contract.moderation.createReport>) => {
  const { actor, body } = call;
  const reported = await reportedBy(deps, actor.id, body.subject);
  mayReport(actor, reported.authorId);
  const { reason, text = null } = body;
  const make = await reporting(deps, { ...reported, reporterId: actor.id, reason, text });
  return once(deps.db, call, async (tx) => {
    const made = await make(tx);
    return created(reportView(made), { location: `/v1/reports/${made.id}` });
  });
};
