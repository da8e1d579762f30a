import { contract, errors } from '@concord/contracts';
import { handler, ok } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { isAlive } from '../domain/session.ts';
import * as revocations from '../store/revocations.ts';
import * as sessions from '../store/sessions.ts';

export const readSession = handler(contract.auth.readSession, ({ db, clock }: Deps) => async ({ params }) => {
  const session = await sessions.byId(db, params.id);
  if (session === undefined) throw errors.notFound();
  const active = isAlive(session, clock.now()) && session.accountStatus === 'active';
  const revokedAt = await revocations.accountRevokedAt(db, session.userId);
  return ok({ id: session.id, userId: session.userId, active, revokedAt });
});
