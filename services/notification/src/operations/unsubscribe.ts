import { contract, NotificationType } from '@concord/contracts';
import { handler, noContent, transaction } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { mustBeOurs } from '../policy.ts';
import { say } from '../store/preferences.ts';

export const unsubscribe = handler(
  contract.notification.unsubscribe,
  ({ db, unsubscriptions }: Deps) =>
    async ({ params }) => {
      const { receiver, type } = mustBeOurs(unsubscriptions.open(params.token));
      const types = type === null ? NotificationType.options : [type];
      await transaction(db, (tx) =>
        say(
          tx,
          receiver,
          types.map((one) => [one, { email: false }] as const),
        ),
      );
      return noContent();
    },
);
