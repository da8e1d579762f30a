import { contract, errors } from '@concord/contracts';
import { handler, noContent, transaction } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { mayEnd } from '../policy.ts';
import { endSession } from '../store/end-session.ts';
import * as sessions from '../store/sessions.ts';

/** Ending a session that has ended already is a success too, so that a repeated log-out is. */
export const deleteSession = handler(
  contract.auth.deleteSession,
  ({ db, ids, clock }: Deps) =>
    async ({ actor, params, request }) => {
      const id = params.id === 'current' ? actor.sessionId : params.id;
      await transaction(db, async (tx) => {
        const session = await sessions.byId(tx, id);
        if (!mayEnd(actor.id, session)) throw errors.notFound();
        await endSession(tx, ids, { session, reason: 'logged_out', at: clock.now(), request });
      });
      return noContent();
    },
);
