import { anonymisedRows, byOthers, deletedRows, erasure, waitingMails, type ErasureStep } from '@concord/community';
import type { Id } from '@concord/contracts';
import { mailsOf, type Reader } from '@concord/platform';
import { nobody } from '../domain/sanction.ts';
import { isDeletedUser } from './deleted-users.ts';

/** So long the mail that says that the account is being deleted may wait for a mail server; the deletion waits with it. */
const lastMailHours = 24;

/** All mails but that one, which carries the address that the account had; of it nothing stays either when it is given up. */
const mails: ErasureStep = {
  ...waitingMails('account'),
  erase: (tx, account, limit) =>
    mailsOf(tx, 'account', account)
      .where((ended) =>
        ended
          .whereRaw("COALESCE(JSON_VALUE(content, '$.notice.type'), '') <> 'deletion_begun'")
          .orWhereNotNull('failed_at')
          .orWhereRaw('created_at < CURRENT_TIMESTAMP(3) - INTERVAL ? HOUR', [lastMailHours]),
      )
      .limit(limit)
      .delete(),
};

const isToldAndDeleted = async (reader: Reader, account: Id): Promise<boolean> =>
  (await mailsOf(reader, 'account', account).first('id')) === undefined && isDeletedUser(reader, account);

/** What somebody did to others by a role stays in the audit log, without who. */
const actsOfStaff: ErasureStep = {
  kind: 'acts_of_staff',
  erase: (tx, account, limit) =>
    tx('audit_log')
      .where({ actor_id: account })
      .limit(limit)
      .update({
        ...{ actor_id: null, session_id: null, address: null, device: null },
        detail: tx.raw("LEFT(CONCAT_WS('; ', detail, 'by an account that is deleted'), 500)"),
      }),
};

/**
 * What is left of an account here once its row is blank. A table that comes to hold something of accounts gets its line.
 * In the audit log the act stays, and whom it was about goes.
 */
const steps: readonly ErasureStep[] = [
  deletedRows('sessions', 'sessions', 'user_id'),
  deletedRows('identities', 'identities', 'user_id'),
  deletedRows('one_time_tokens', 'one_time_tokens', 'user_id'),
  mails,
  // Their pages go with them.
  deletedRows('exports', 'exports', 'user_id'),
  byOthers(deletedRows('sanctions', 'sanctions', 'user_id')),
  anonymisedRows('sanctions_imposed', 'sanctions', 'actor_id', { actor_id: nobody }),
  byOthers(
    anonymisedRows('audit_entries', 'audit_log', 'user_id', {
      ...{ user_id: null, session_id: null, address: null, device: null, reason: null },
    }),
  ),
  actsOfStaff,
];

export const authErasure = erasure({ service: 'auth', steps, isKnown: isToldAndDeleted });
