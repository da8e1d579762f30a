import type { Copies } from '@concord/community';
import type { Common } from '@concord/platform';
import type { Unsubscriptions } from './domain/unsubscription.ts';
import type { PushSender } from './push/push-sender.ts';

/** What the operations of this service work with. */
export interface Deps extends Common, Copies {
  readonly unsubscriptions: Unsubscriptions;
  /** Null where this deployment sends no push messages. */
  readonly push: Pick<PushSender, 'publicKey' | 'mayCall'> | null;
}
