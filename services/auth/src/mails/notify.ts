import type { Id } from '@concord/contracts';
import type { Ids, Tx } from '@concord/platform';
import type { Account } from '../domain/account.ts';
import type { Notice } from '../domain/notice.ts';
import { isUnproved } from '../policy.ts';
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
  readonly to?: Pick<Account, 'email' | 'emailVerifiedAt'>;
}

/**
 * Tells the owner of an account by mail, if, and only if, the transaction commits, and the address is verified: a stranger whose address somebody
 * typed is told nothing. An account that is erased by then is told only where `to` says where.
 */
export const notify = (tx: Tx, mails: Means['mails'], { account, notice, at, to }: Telling): Promise<void> =>
  to !== undefined && isUnproved(to)
    ? Promise.resolve()
    : mails.enqueue(tx, {
        ...{ kind: 'notice', account, notice, at: at.toISOString() },
        ...(to !== undefined && { to: to.email }),
      });
