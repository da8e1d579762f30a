import type { Id, OauthProvider } from '@concord/contracts';
import { duplicateKey, type Reader, type Tx } from '@concord/platform';
import type { Identity, Told } from '../domain/identity.ts';

interface IdentityRow {
  readonly id: number;
  readonly user_id: number;
  readonly provider: OauthProvider;
  readonly subject: string;
  readonly email: string | null;
  readonly created_at: Date;
  readonly last_used_at: Date;
}

const identityOf = (row: IdentityRow): Identity => ({
  id: row.id,
  userId: row.user_id,
  provider: row.provider,
  subject: row.subject,
  email: row.email,
  createdAt: row.created_at,
  lastUsedAt: row.last_used_at,
});

/** Stores it; false where an account has this identity already, also one that another transaction is just making. */
export const insert = async (tx: Tx, identity: Identity): Promise<boolean> => {
  try {
    await tx('identities').insert({
      ...{ id: identity.id, user_id: identity.userId, provider: identity.provider, subject: identity.subject },
      ...{ email: identity.email, created_at: identity.createdAt, last_used_at: identity.lastUsedAt },
    });
    return true;
  } catch (error) {
    if (duplicateKey(error) !== 'identities_subject') throw error;
    return false;
  }
};

export const bySubject = async (
  reader: Reader,
  { provider, subject }: Pick<Told, 'provider' | 'subject'>,
): Promise<Identity | undefined> => {
  const row = await reader('identities').where({ provider, subject }).first<IdentityRow | undefined>();
  return row && identityOf(row);
};

/** All that an account has, oldest first; bounded by what it may have. */
export const ofAccount = async (reader: Reader, userId: Id): Promise<Identity[]> =>
  (await reader('identities').where({ user_id: userId }).orderBy('id').limit(100).select<IdentityRow[]>()).map(
    identityOf,
  );

/** Does an account have this identity? */
export const isOf = async (reader: Reader, id: Id, userId: Id): Promise<boolean> =>
  (await reader('identities').where({ id, user_id: userId }).first<object | undefined>('id')) !== undefined;

/** Notes that it was used, and the address that the provider tells now. */
export const markUsed = async (tx: Tx, id: Id, email: string | null, at: Date): Promise<void> => {
  await tx('identities').where({ id }).update({ email, last_used_at: at });
};

export const remove = async (tx: Tx, id: Id): Promise<void> => {
  await tx('identities').where({ id }).delete();
};

export const removeAll = async (tx: Tx, userId: Id): Promise<void> => {
  await tx('identities').where({ user_id: userId }).delete();
};
