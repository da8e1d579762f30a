import type { Id } from '@concord/contracts';
import { forgetBefore, type Reader, type Tx } from '@concord/platform';
import { tombstoneName } from '../domain/deletion.ts';

/** An account that is about to be deleted. */
export interface Leaving {
  readonly id: Id;
  readonly username: string;
  readonly email: string;
  readonly version: number;
}

/** Leaves of a held account its row, without anything of the person; gives the version then. */
export const blankUser = async (
  tx: Tx,
  { id, version }: Pick<Leaving, 'id' | 'version'>,
  at: Date,
): Promise<number> => {
  await tx('users')
    .where({ id })
    .update({
      ...{ username: tombstoneName(id), email: tombstoneName(id), display_name: '', password_hash: null },
      ...{ status: 'deleted', roles: '[]', provider: 'local', provider_id: null, email_verified_at: null },
      ...{ updated_at: at, deleted_at: at, version: version + 1 },
    });
  await forgetBefore(tx('users').where({ id }));
  return version + 2;
};

export const isDeletedUser = async (reader: Reader, id: Id): Promise<boolean> =>
  (await reader('users').where({ id, status: 'deleted' }).first('id')) !== undefined;
