import type { AccountStatus, Id } from '@concord/contracts';

/** In place of who imposed a sanction, once that account is deleted. */
export const nobody = 0;

/** Who acts from the command line of the server: no account. */
export const operator = nobody;

/** What keeps an account from being active. */
export interface Sanction {
  readonly userId: Id;
  readonly kind: 'suspension' | 'ban';
  readonly reason: string;
  /** Who imposed it; `nobody` once they are gone, and where it was the operator. */
  readonly actorId: Id;
  readonly since: Date;
  /** When it ends by itself; null where somebody has to lift it. */
  readonly endsAt: Date | null;
}

/** The status of an account under it. */
export const statusUnder = ({ kind }: Pick<Sanction, 'kind'>): AccountStatus =>
  kind === 'ban' ? 'banned' : 'suspended';

/** Why somebody with the right password may not log in, and until when. */
export const whyNotActive = (status: AccountStatus, endsAt: Date | null): string => {
  if (status !== 'suspended') return `This account is ${status === 'banned' ? 'banned' : 'not active'}`;
  return endsAt === null ? 'This account is suspended' : `This account is suspended until ${endsAt.toISOString()}`;
};
