import { contract } from '@concord/contracts';
import { handler, ok, pageOf } from '@concord/platform';
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { sessionsOf } from '../read/sessions-of.ts';
import { sessionView } from '../views/session.ts';

export const listSessions = handler(
  contract.auth.listSessions,
  ({ db, clock, cursors }: Deps) =>
    async ({ actor, query: { limit, cursor } }) => {
      const before = cursors.open('sessions', cursor, z.int());
      const rows = await sessionsOf(db, { userId: actor.id, now: clock.now(), before, limit });
      return ok(pageOf(rows, limit, sessionView(actor.sessionId), ({ id }) => cursors.seal('sessions', id)));
    },
);
