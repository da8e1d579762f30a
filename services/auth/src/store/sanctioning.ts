import { events } from '@concord/contracts';
import { publish, type RequestFacts, type Tx } from '@concord/platform';
import type { Deps } from '../deps.ts';
import type { Account } from '../domain/account.ts';
import { statusUnder, type Sanction } from '../domain/sanction.ts';
import { notify } from '../mails/notify.ts';
import * as auditLog from './audit-log.ts';
import { endAllSessions } from './end-session.ts';
import * as sanctions from './sanctions.ts';
import { setStatus } from './staff.ts';

/**
 * Imposes a sanction on an account that the caller holds: its status, the end of its sessions, the event, the audit and a mail to its owner,
 * in one transaction. Everybody else learns of it by the account's state stream.
 */
export const impose = async (
  tx: Tx,
  deps: Pick<Deps, 'ids' | 'mails' | 'clock'>,
  { account, sanction, request }: { account: Account; sanction: Sanction; request: RequestFacts },
): Promise<void> => {
  const { userId, kind, actorId, since: at, endsAt, reason } = sanction;
  const version = await setStatus(tx, account, statusUnder(sanction), at);
  await sanctions.put(tx, sanction);
  await endAllSessions(tx, deps, {
    ...{ userId, request, reason: kind === 'ban' ? 'banned' : 'suspended' },
    by: { actorId, reason, detail: endsAt && `until ${endsAt.toISOString()}` },
  });
  const until = endsAt?.toISOString() ?? null;
  const notice =
    kind === 'ban' ? ({ type: 'banned', reason } as const) : ({ type: 'suspended', reason, until } as const);
  await notify(tx, deps.mails, { account: userId, notice, at });
  await publish(tx, events.accountSuspended, userId, { accountId: userId, version });
};

interface Lifting {
  /** Held by the caller. */
  readonly account: Account;
  /** Null where the end had come by itself. */
  readonly actorId: number | null;
  readonly at: Date;
  readonly request: Pick<RequestFacts, 'address' | 'userAgent'> | null;
}

/** Makes an account active again, and tells its owner. */
export const lift = async (
  tx: Tx,
  { ids, mails }: Pick<Deps, 'ids' | 'mails'>,
  { account, actorId, at, request }: Lifting,
): Promise<void> => {
  const version = await setStatus(tx, account, 'active', at);
  await sanctions.remove(tx, account.id);
  await auditLog.record(tx, ids, {
    ...{ action: 'restored', userId: account.id, at, actorId },
    request,
    detail: `was ${account.status}`,
  });
  await notify(tx, mails, { account: account.id, notice: { type: 'restored' }, at });
  await publish(tx, events.accountRestored, account.id, { accountId: account.id, version });
};
