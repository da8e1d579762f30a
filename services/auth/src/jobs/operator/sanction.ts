import { errors } from '@concord/contracts';
import { transaction } from '@concord/platform';
import { operator, statusUnder, type Sanction } from '../../domain/sanction.ts';
import { assertEndsLater, assertNotBanned, decideSanction, subjectOf } from '../../staff-policy.ts';
import { impose, lift } from '../../store/sanctioning.ts';
import { command, type OperatorParts } from './parts.ts';
import { heldAccount, operatorStanding } from './subject.ts';

interface Given {
  readonly account: string;
  readonly reason: string;
}

type Imposing = Given & { readonly kind: Sanction['kind']; readonly until?: Date };

/** Suspends or bans by the rules of an admin. Throws `not_found`, `forbidden` for an admin's account and `impossible`. */
export const sanction = ({ db, ids, mails, clock }: OperatorParts, { account: name, kind, reason, until }: Imposing) =>
  transaction(db, async (tx) => {
    const [held, since] = [await heldAccount(tx, db, name), clock.now()];
    assertEndsLater(until, since);
    const account = subjectOf(decideSanction('accounts.ban', operatorStanding, held), held);
    if (kind === 'suspension') assertNotBanned(account);
    const imposed = { kind, reason, userId: account.id, actorId: operator, since, endsAt: until ?? null };
    const request = command(kind === 'ban' ? 'ban' : 'suspend');
    await impose(tx, { ids, mails, clock }, { account, sanction: imposed, request });
    return { accountId: account.id, username: account.username, status: statusUnder(imposed) };
  });

/** Makes a suspended or banned account active again; one that is active stays as it is. */
export const restore = ({ db, ids, mails, clock }: OperatorParts, { account: name, reason }: Given) =>
  transaction(db, async (tx) => {
    const account = await heldAccount(tx, db, name);
    if (account.status === 'deleted') throw errors.notFound();
    const by = { actorId: operator, reason, at: clock.now(), request: command('restore') };
    if (account.status !== 'active') await lift(tx, { ids, mails }, { ...by, account });
    return { accountId: account.id, username: account.username, was: account.status, status: 'active' as const };
  });
