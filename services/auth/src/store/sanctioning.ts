import { events, type Id, type Permission } from '@concord/contracts';
import { publish, type Tx } from '@concord/platform';
import type { Deps } from '../deps.ts';
import type { Account } from '../domain/account.ts';
import { statusUnder, type Sanction } from '../domain/sanction.ts';
import { notify, type Means } from '../mails/notify.ts';
import { decideSanction, subjectOf } from '../staff-policy.ts';
import * as auditLog from './audit-log.ts';
import { endAllSessions } from './end-session.ts';
import * as sanctions from './sanctions.ts';
import { holdPair, setStatus } from './staff.ts';

interface Act {
  readonly actorId: Id;
  readonly subjectId: Id;
}

/** Holds the account that somebody sanctions or restores, and theirs, until the transaction ends. Throws where they may not. */
export const holdSubject = async (tx: Tx, permission: Permission, { actorId, subjectId }: Act): Promise<Account> => {
  const { actor, subject } = await holdPair(tx, actorId, subjectId);
  return subjectOf(decideSanction(permission, actor, subject), subject);
};

/**
 * Imposes a sanction on an account that the caller holds: its status, the end of its sessions, the event, the audit and a mail to its owner,
 * in one transaction. Everybody else learns of it by the account's state stream.
 */
export const impose = async (
  tx: Tx,
  deps: Means & Pick<Deps, 'clock'>,
  { account, sanction, request }: { account: Account; sanction: Sanction; request: auditLog.Origin },
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
  readonly actorId: Id | null;
  readonly reason: string | null;
  readonly at: Date;
  readonly request: auditLog.Origin | null;
}

/** Makes an account active again, and tells its owner. */
export const lift = async (
  tx: Tx,
  { ids, mails }: Means,
  { account, actorId, reason, at, request }: Lifting,
): Promise<void> => {
  const version = await setStatus(tx, account, 'active', at);
  await sanctions.remove(tx, account.id);
  await auditLog.record(tx, ids, {
    ...{ action: 'restored', userId: account.id, at, actorId, reason },
    request,
    detail: `was ${account.status}`,
  });
  await notify(tx, mails, { account: account.id, notice: { type: 'restored' }, at });
  await publish(tx, events.accountRestored, account.id, { accountId: account.id, version });
};
