import type { Id } from '@concord/contracts';
import type { RequestFacts } from '@concord/platform';
import type { Deps } from '../deps.ts';
import * as auditLog from './audit-log.ts';

/** Writes down that somebody was not let in, with the account where one is concerned. */
export const recordRefusedLogin = (
  { db, ids, clock }: Pick<Deps, 'db' | 'ids' | 'clock'>,
  userId: Id | null,
  request: RequestFacts,
): Promise<void> => auditLog.record(db, ids, { action: 'login_refused', userId, request, at: clock.now() });
