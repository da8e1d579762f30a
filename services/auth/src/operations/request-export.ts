import { contract } from '@concord/contracts';
import { accepted, handler, transaction } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { isUnderWay, newExport, type Export } from '../domain/export.ts';
import { assertMayExport } from '../policy.ts';
import { holdProved } from '../store/recent-proof.ts';
import * as auditLog from '../store/audit-log.ts';
import { insertExport, exportsOf } from '../store/exports.ts';
import { exportView } from '../views/export.ts';

/** Asked for again while one is being made, it is that one: a repeated request has no second effect. */
export const requestExport = handler(contract.auth.requestExport, ({ db, ids, clock }: Deps) => async (call) => {
  const { actor, request } = call;
  const wanted = await transaction(db, async (tx): Promise<Export> => {
    const { at } = await holdProved(tx, { clock }, actor);
    const earlier = await exportsOf(tx, actor.id);
    const underWay = earlier.find(isUnderWay);
    if (underWay !== undefined) return underWay;
    assertMayExport(earlier, at);
    const fresh = newExport({ id: ids.next(), userId: actor.id, requestedAt: at, byOperator: false });
    await insertExport(tx, fresh);
    const by = { userId: actor.id, sessionId: actor.sessionId, request, at };
    await auditLog.record(tx, ids, { ...by, action: 'export_requested' });
    return fresh;
  });
  return { ...accepted(exportView(wanted)), headers: { location: `/v1/me/exports/${String(wanted.id)}` } };
});
