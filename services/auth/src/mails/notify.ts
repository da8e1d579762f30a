import type { Id } from '@concord/contracts';
import type { Ids, Tx } from '@concord/platform';
import type { Notice } from '../domain/notice.ts';
import type { Mails } from './mails.ts';

/** With what something is done to an account that its owner is told of. */
export interface Means {
  readonly ids: Ids;
  readonly mails: Pick<Mails, 'enqueue'>;
}

interface Telling {
  readonly account: Id;
  readonly notice: Notice;
  readonly at: Date;
  /** Where it is told; the address that the account has when the mail is made, unless given. */
  readonly to?: string;
}

/**
 * Tells the owner of an account by mail, if, and only if, the transaction commits. Whether the address is verified makes no difference: it is
 * the only way to who may be harmed. An account that is erased by then is told only where `to` says where.
 */
export const notify = (tx: Tx, mails: Means['mails'], { account, notice, at, to }: Telling): Promise<void> =>
  mails.enqueue(tx, {
    ...{ kind: 'notice', account, notice, at: at.toISOString() },
    ...(to !== undefined && { to }),
  });
