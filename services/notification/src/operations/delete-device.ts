import { contract } from '@concord/contracts';
import { handler, noContent, transaction } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { removeDevices } from '../store/devices.ts';

export const deleteDevice = handler(contract.notification.deleteDevice, ({ db }: Deps) => async ({ actor, params }) => {
  await transaction(db, (tx) => removeDevices(tx, actor.id, params.id));
  return noContent();
});
