import { contract, errors } from '@concord/contracts';
import { handler, ok } from '@concord/platform';
import type { Deps } from '../deps.ts';

export const getPushKey = handler(contract.notification.getPushKey, ({ push }: Deps) => () => {
  if (push === null) throw errors.notFound();
  return Promise.resolve(ok({ publicKey: push.publicKey }));
});
