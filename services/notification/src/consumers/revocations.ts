import { state } from '@concord/contracts';
import { onState } from '@concord/platform';
import { doubtRevoked } from '../store/doubts.ts';

/** Who logs out of a browser that others use is not told on it any more. */
export const endedSessions = onState(state.auth.revocations, {
  name: 'devices of ended sessions',
  apply: (tx, changes) =>
    doubtRevoked(
      tx,
      changes.filter(({ purged }) => !purged).map(({ row }) => ({ kind: row.kind, subjectId: row.subject_id })),
    ),
});
