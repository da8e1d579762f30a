import { anonymisedRows, deletedRows, erasure, type ErasureStep } from '@concord/community';
import { isDeletedUser } from './deleted-users.ts';

/**
 * What is left of an account here once its row is blank. A table that comes to hold something of accounts gets its line.
 * In the audit log the act stays, and who did it goes.
 */
const steps: readonly ErasureStep[] = [
  deletedRows('sessions', 'sessions', 'user_id'),
  anonymisedRows('audit_entries', 'audit_log', 'user_id', {
    ...{ user_id: null, session_id: null, address: null, device: null },
  }),
];

export const authErasure = erasure({ service: 'auth', steps, isKnown: isDeletedUser });
