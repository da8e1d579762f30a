import { contract } from '@concord/contracts';
import { handler, noContent, transaction } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { removeDevices } from '../store/devices.ts';

export const deleteDevices = handler(contract.notification.deleteDevices, ({ db }: Deps) => async ({ actor }) => {
  await transaction(db, (tx) => removeDevices(tx, actor.id));
  return noContent();
});
