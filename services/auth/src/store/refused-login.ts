import type { Id } from '@concord/contracts';
import type { RequestFacts } from '@concord/platform';
import type { Deps } from '../deps.ts';
import * as auditLog from './audit-log.ts';

/** Writes down that somebody was not let in, with the account where one is concerned. */
export const recordRefusedLogin = (
  { db, ids, clock }: Pick<Deps, 'db' | 'ids' | 'clock'>,
  userId: Id | null,
  { address, userAgent }: RequestFacts,
): Promise<void> =>
  auditLog.record(db, {
    ...{ id: ids.next(), action: 'login_refused', userId, sessionId: null },
    ...{ address, device: userAgent, at: clock() },
  });
