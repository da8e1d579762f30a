import {
  errors,
  isPermitted,
  rankOf,
  type AccountStatus,
  type Id,
  type Permission,
  type Role,
} from '@concord/contracts';

/** How an account stands among accounts, as its row says and no token. */
export interface Standing {
  readonly id: Id;
  readonly status: AccountStatus;
  readonly roles: readonly string[];
}

export type StaffDecision = 'may' | 'forbidden' | 'not_found' | 'too_high' | 'last_admin';

/** What every act of one account on another takes. What the token allowed is asked again of the row: it may have changed meanwhile. */
const decideAct = (
  permission: Permission,
  actor: Standing | undefined,
  subject: Standing | undefined,
): StaffDecision => {
  if (actor?.status !== 'active' || !isPermitted(actor.roles, permission)) return 'forbidden';
  return subject === undefined || subject.status === 'deleted' ? 'not_found' : 'may';
};

/** Suspending, banning and their ends: nobody acts on an equal or a higher role, so nobody on themselves either. */
export const decideSanction = (
  permission: Permission,
  actor: Standing | undefined,
  subject: Standing | undefined,
): StaffDecision => {
  const act = decideAct(permission, actor, subject);
  if (act !== 'may') return act;
  return rankOf(subject?.roles ?? []) < rankOf(actor?.roles ?? []) ? 'may' : 'too_high';
};

interface RolesChange {
  readonly actor: Standing | undefined;
  readonly subject: Standing | undefined;
  readonly roles: readonly Role[];
  /** Everybody who is active and an admin. */
  readonly activeAdmins: readonly Id[];
}

/** Admins change each other's roles, and may step down themselves; whoever it is, one that is active stays. */
export const decideRoles = ({ actor, subject, roles, activeAdmins }: RolesChange): StaffDecision => {
  const act = decideAct('roles.change', actor, subject);
  if (act !== 'may') return act;
  const own = rankOf(actor?.roles ?? []);
  if (rankOf(subject?.roles ?? []) > own || rankOf(roles) > own) return 'too_high';
  const goesOn = roles.includes('admin') || activeAdmins.some((id) => id !== subject?.id);
  return goesOn ? 'may' : 'last_admin';
};

/** Throws what a decision means to who called; gives the subject of one that may go on. */
export const subjectOf = <S extends Standing>(decision: StaffDecision, subject: S | undefined): S => {
  if (decision === 'not_found') throw errors.notFound();
  if (decision === 'last_admin') throw errors.lastAdmin();
  if (decision === 'too_high') throw errors.forbidden('This account stands as high as yours, or higher');
  if (decision === 'forbidden' || subject === undefined) throw errors.forbidden();
  return subject;
};

/** Addresses in full are for who may read them. */
export const maySeeAddresses = (roles: readonly string[]): boolean => isPermitted(roles, 'addresses.read');

/** A suspension ends later than now, or not by itself. */
export const assertEndsLater = (until: Date | undefined, now: Date): void => {
  if (until !== undefined && until <= now) throw errors.impossible('`until` must be in the future');
};

/** A suspension would take the place of a ban, and who may only suspend could lift that. */
export const assertNotBanned = ({ status }: Pick<Standing, 'status'>): void => {
  if (status === 'banned') throw errors.impossible('This account is banned');
};
