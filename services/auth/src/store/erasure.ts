import { anonymisedRows, byOthers, deletedRows, erasure, type ErasureStep } from '@concord/community';
import { nobody } from '../domain/sanction.ts';
import { isDeletedUser } from './deleted-users.ts';

/** Mails that wait, or were given up: their content is JSON. */
const mails: ErasureStep = {
  kind: 'mails',
  erase: (tx, account, limit) =>
    tx('mails').whereRaw("JSON_EXTRACT(content, '$.account') = ?", [account]).limit(limit).delete(),
};

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

export const authErasure = erasure({ service: 'auth', steps, isKnown: isDeletedUser });
