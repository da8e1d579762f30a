import { contract } from '@concord/contracts';
import { handler, ok } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { makeTicket } from '../store/tickets.ts';

const lifetimeMs = 30_000;

export const createStreamTicket = handler(
  contract.notification.createStreamTicket,
  ({ db, clock }: Deps) =>
    async ({ actor }) => {
      const expiresAt = new Date(clock.now().getTime() + lifetimeMs);
      const ticket = await makeTicket(db, { userId: actor.id, sessionId: actor.sessionId }, expiresAt);
      return ok({ ticket, expiresAt });
    },
);
