import type { Id } from '@concord/contracts';
import type { Reader, Tx } from '@concord/platform';
import { later } from '../domain/clock.ts';
import { requestLifetime, tokenLifetime, type Purpose } from '../domain/one-time-token.ts';

interface Request {
  readonly id: Id;
  readonly userId: Id;
  readonly purpose: Purpose;
  readonly address: string;
  readonly at: Date;
}

/** Notes that a token is to be sent; whatever of this purpose the account was sent before is worth nothing from now on. */
export const request = async (tx: Tx, { id, userId, purpose, address, at }: Request): Promise<void> => {
  const fresh = {
    id,
    address,
    token_hash: null,
    requested_at: at,
    expires_at: later(at, requestLifetime),
    used_at: null,
  };
  await tx('one_time_tokens')
    .insert({ user_id: userId, purpose, ...fresh })
    .onConflict()
    .merge(fresh);
};

interface Making {
  readonly userId: Id;
  readonly purpose: Purpose;
  readonly id: Id;
  readonly hash: Buffer;
  readonly now: Date;
}

/**
 * Gives the token that its mail is made with its hash, and an hour to be used; answers where the mail goes. Made again, for another attempt to
 * send it, the newer token takes the place of the older. Undefined where a newer one was asked for, it was used, or it is too late.
 */
export const make = async (reader: Reader, { userId, purpose, id, hash, now }: Making): Promise<string | undefined> => {
  const own = { user_id: userId, purpose, id };
  const made = await reader('one_time_tokens')
    .where(own)
    .whereNull('used_at')
    .where('requested_at', '>', later(now, -requestLifetime))
    .update({ token_hash: hash, expires_at: later(now, tokenLifetime) });
  if (made !== 1) return undefined;
  return (await reader('one_time_tokens').where(own).first<{ address: string } | undefined>('address'))?.address;
};

/** Whose account and which address a token proves. */
export interface Proof {
  readonly userId: Id;
  readonly address: string;
}

interface Presented {
  readonly purpose: Purpose;
  readonly hash: Buffer;
  readonly now: Date;
}

const usable = (reader: Reader, { purpose, hash, now }: Presented) =>
  reader('one_time_tokens').where({ token_hash: hash, purpose }).whereNull('used_at').where('expires_at', '>', now);

/** What a token would prove if it were used now. */
export const look = async (reader: Reader, presented: Presented): Promise<Proof | undefined> => {
  const row = await usable(reader, presented).first<{ user_id: Id; address: string } | undefined>('user_id', 'address');
  return row && { userId: row.user_id, address: row.address };
};

/** Uses a token up; of many callers at once one gets what it proves. */
export const use = async (tx: Tx, presented: Presented): Promise<Proof | undefined> => {
  const proof = await look(tx, presented);
  if (proof === undefined) return undefined;
  return (await usable(tx, presented).update({ used_at: presented.now })) === 1 ? proof : undefined;
};

/** Makes everything worthless that the account was sent, whatever it was for. */
export const endAllOf = async (tx: Tx, userId: Id): Promise<void> => {
  await tx('one_time_tokens').where({ user_id: userId }).delete();
};
