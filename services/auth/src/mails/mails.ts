import type { MailQueue, Tx } from '@concord/platform';
import type { Purpose } from '../domain/one-time-token.ts';
import type { Content } from './content.ts';

/** What mails are sent to an address because somebody typed it. */
export type Asked = 'sign_up' | Purpose;
/** What is sent to the owner as often as somebody asks who holds a session. */
export type Told = 'email_change_asked';

/** The mails of this service, as operations see them. */
export interface Mails {
  /** Whether this deployment sends any; if not, nothing is queued. */
  readonly on: boolean;
  /** Has a mail sent if, and only if, the transaction commits. */
  enqueue(tx: Tx, content: Content): Promise<void>;
  /** May an address be sent one more mail of a kind that is sent as often as somebody asks? Counts it. Asked for every address, known or not. */
  mayAskFor(kind: Asked | Told, address: string): Promise<boolean>;
}

export const mailsOf = (queue: MailQueue, mayAskFor: Mails['mayAskFor']): Mails => ({
  ...{ on: queue.on, mayAskFor },
  enqueue: (tx, content) => queue.enqueue(tx, content),
});
