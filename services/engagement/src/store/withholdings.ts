import type { PersonChange } from '@concord/community';
import type { Id } from '@concord/contracts';
import { backlog, type Tx } from '@concord/platform';

/** People what they did of whom does not trend, or trends, and should not, or should. */
export const withholdings = backlog<Readonly<{ actor_id: Id }>>('withholdings', ['actor_id']);

const isOtherwise = ({ before, after }: PersonChange): boolean =>
  ((before?.status ?? 'active') === 'active') !== (after.status === 'active');

/** Asks for those whose accounts became active or ceased to be, in the transaction of the change. */
export const askForWithholdings = (tx: Tx, changes: readonly PersonChange[]): Promise<void> =>
  withholdings.ask(
    tx,
    changes.filter(isOtherwise).map(({ after }) => ({ actor_id: after.id })),
  );
