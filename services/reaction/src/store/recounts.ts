import type { PersonChange } from '@concord/community';
import type { Id } from '@concord/contracts';
import { backlog, type Tx } from '@concord/platform';
import { countsOtherwise } from '../domain/recount.ts';

/** Accounts whose reactions do not all count as they should yet. */
export const recounts = backlog<Readonly<{ user_id: Id }>>('recounts', ['user_id']);

/** Asks for the recounting of those who reacted and whose accounts became active or ceased to be, in the transaction of the change. */
export const requestRecounts = async (tx: Tx, changes: readonly PersonChange[]): Promise<void> => {
  const changed = changes.filter(countsOtherwise).map(({ after }) => after.id);
  await recounts.ask(tx, await whoReacted(tx, changed));
};

const whoReacted = async (tx: Tx, ids: readonly Id[]): Promise<{ readonly user_id: Id }[]> =>
  ids.length === 0 ? [] : tx('reactions').distinct('user_id').whereIn('user_id', ids);
