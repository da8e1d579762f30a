import { Role, type AccountStatus } from '@concord/contracts';
import type { Account } from '../domain/account.ts';
import { maskedAddress } from '../domain/masked-address.ts';
import { nobody, type Sanction } from '../domain/sanction.ts';
import { maySeeAddresses } from '../staff-policy.ts';

/** An account as somebody with these roles sees it. Accounts that are deleted are left out before. */
export const managedAccountView =
  (roles: readonly string[]) => (account: Account, sanction: Sanction | null | undefined) => ({
    id: account.id,
    username: account.username,
    displayName: account.displayName,
    email: maySeeAddresses(roles) ? account.email : maskedAddress(account.email),
    emailVerified: account.emailVerifiedAt !== null,
    status: account.status as Exclude<AccountStatus, 'deleted'>,
    roles: Role.options.filter((role) => account.roles.includes(role)),
    createdAt: account.createdAt,
    sanction: sanction ? sanctionView(sanction) : null,
  });

const sanctionView = ({ kind, reason, actorId, since, endsAt }: Sanction) => ({
  ...{ kind, reason, actorId: actorId === nobody ? null : actorId, since },
  until: endsAt,
});
