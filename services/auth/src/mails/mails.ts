import type { MailQueue, Tx } from '@concord/platform';
import type { Content } from './content.ts';

/** The mails of this service, as operations see them. */
export interface Mails {
  /** Whether this deployment sends any; if not, nothing is queued. */
  readonly on: boolean;
  /** Has a mail sent if, and only if, the transaction commits. */
  enqueue(tx: Tx, content: Content): Promise<void>;
}

export const mailsOf = (queue: MailQueue): Mails => ({
  on: queue.on,
  enqueue: (tx, content) => queue.enqueue(tx, content),
});
