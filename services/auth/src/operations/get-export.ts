import { contract, errors } from '@concord/contracts';
import { handler, ok } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { findExport } from '../store/exports.ts';
import { exportView } from '../views/export.ts';

/** Others' exports, and those that have expired, do not exist. */
export const getExport = handler(contract.auth.getExport, ({ db, clock }: Deps) => async ({ actor, params }) => {
  const found = await findExport(db, params.id, actor.id, clock.now());
  if (found === undefined) throw errors.notFound();
  return ok(exportView(found));
});
