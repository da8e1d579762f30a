import { contract, NotificationType } from '@concord/contracts';
import { handler, ok } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { choiceOf } from '../domain/channels.ts';
import { mustBeOurs } from '../policy.ts';
import { saidBy } from '../store/preferences.ts';

export const getUnsubscription = handler(
  contract.notification.getUnsubscription,
  ({ db, unsubscriptions }: Deps) =>
    async ({ params }) => {
      const { receiver, type } = mustBeOurs(unsubscriptions.open(params.token));
      const said = (await saidBy(db, [receiver])).get(receiver);
      const types = type === null ? NotificationType.options : [type];
      return ok({ type, subscribed: types.some((one) => choiceOf(one, said?.get(one)).email) });
    },
);
