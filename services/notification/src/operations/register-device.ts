import { contract } from '@concord/contracts';
import { handler, ok, transaction } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { mustBeReachable } from '../policy.ts';
import { putDevice } from '../store/devices.ts';

export const registerDevice = handler(
  contract.notification.registerDevice,
  ({ db, ids, clock, push }: Deps) =>
    async ({ actor, body }) => {
      mustBeReachable(push, body.endpoint);
      const { id, createdAt } = await transaction(db, (tx) =>
        putDevice(tx, {
          ...{ id: ids.next(), userId: actor.id, sessionId: actor.sessionId },
          ...{ subscription: body, at: clock.now() },
        }),
      );
      return ok({ id, createdAt });
    },
);
