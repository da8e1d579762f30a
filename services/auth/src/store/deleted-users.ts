import { errors, type Id } from '@concord/contracts';
import type { Reader, Tx } from '@concord/platform';
import { tombstoneName } from '../domain/deletion.ts';

/** What of an account decides how it is deleted. */
export interface Leaving {
  readonly id: Id;
  readonly username: string;
  readonly roles: readonly string[];
  readonly version: number;
}

/** The account, held for writing until the transaction ends. Throws `unauthenticated` for one that is deleted. */
export const holdLeaving = async (tx: Tx, id: Id): Promise<Leaving> => {
  const row = await tx('users')
    .where({ id })
    .whereNot({ status: 'deleted' })
    .forUpdate()
    .first<Leaving | undefined>('id', 'username', 'roles', 'version');
  if (row === undefined) throw errors.unauthenticated('This account does not exist any more');
  return row;
};

/** Whether somebody else is an active admin, who stays one until the transaction ends. */
export const isOtherAdmin = async (tx: Tx, id: Id): Promise<boolean> =>
  (await tx('users')
    .where({ status: 'active' })
    .whereNot({ id })
    .whereRaw(`JSON_CONTAINS(roles, '"admin"')`)
    .forUpdate()
    .first('id')) !== undefined;

/** Leaves of a held account its row, without anything of the person; gives the version then. */
export const blankUser = async (tx: Tx, { id, version }: Leaving, at: Date): Promise<number> => {
  await tx('users')
    .where({ id })
    .update({
      ...{ username: tombstoneName(id), email: tombstoneName(id), display_name: '', password_hash: null },
      ...{ status: 'deleted', roles: '[]', provider: 'local', provider_id: null, email_verified_at: null },
      ...{ updated_at: at, deleted_at: at, version: version + 1 },
    });
  return version + 1;
};

export const isDeletedUser = async (reader: Reader, id: Id): Promise<boolean> =>
  (await reader('users').where({ id, status: 'deleted' }).first('id')) !== undefined;
