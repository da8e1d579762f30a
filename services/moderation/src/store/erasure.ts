import {
  anonymisedRows,
  byOthers,
  deletedRows,
  erasure,
  isForgotten,
  keptAnswers,
  type ErasureStep,
} from '@concord/community';
import type { Id } from '@concord/contracts';
import type { Tx } from '@concord/platform';
import { forgetCasesWithoutReports, holdCases, recountCases } from './cases.ts';

/** What the account reported: the cases count what others reported, and an open one that nobody else reported goes. */
const reports: ErasureStep = {
  kind: 'reports',
  // A transaction holds not too many cases that others report in.
  atOnce: 200,
  erase: async (tx, account, limit) => {
    const rows = await tx('reports')
      .where({ reporter_id: account })
      .orderBy('id')
      .limit(limit)
      .select<{ id: Id; case_id: Id }[]>('id', 'case_id');
    await takeReports(tx, rows);
    return rows.length;
  },
};

const takeReports = async (tx: Tx, rows: readonly { readonly id: Id; readonly case_id: Id }[]): Promise<void> => {
  const open = await holdCases(
    tx,
    rows.map(({ case_id: id }) => id),
  );
  await tx('reports')
    .whereIn(
      'id',
      rows.map(({ id }) => id),
    )
    .delete();
  await recountCases(tx, open);
  await forgetCasesWithoutReports(tx, open);
};

/** What was reported about the account's profile: it is not there any more, so what was decided about it or not goes with its reports. */
const profileReports: ErasureStep = {
  kind: 'profile_reports',
  byOthers: true,
  erase: async (tx, account, limit) => {
    const ids = (await tx('cases')
      .where({ author_id: account, subject_type: 'profile' })
      .orderBy('id')
      .limit(1)
      .forUpdate()
      .pluck('id')) as Id[];
    const gone = await tx('reports').whereIn('case_id', ids).limit(limit).delete();
    await forgetCasesWithoutReports(tx, ids);
    // A case that had no report left counts as one.
    return Math.max(gone, ids.length);
  },
};

/** The log stays, without whom it is about; a profile is named by its account's id. */
const entriesAbout: ErasureStep = {
  kind: 'log_entries',
  byOthers: true,
  erase: (tx, account, limit) =>
    tx('moderation_log')
      .where({ author_id: account })
      .limit(limit)
      .update({ subject_id: tx.raw("IF(subject_type = 'profile', NULL, subject_id)"), author_id: null }),
};

const steps: readonly ErasureStep[] = [
  reports,
  deletedRows('report_counters', 'reporters', 'user_id'),
  keptAnswers,
  profileReports,
  byOthers(anonymisedRows('cases', 'cases', 'author_id', { author_id: null, note: null })),
  anonymisedRows('decisions', 'cases', 'decided_by', { decided_by: null }),
  entriesAbout,
  anonymisedRows('acts', 'moderation_log', 'moderator_id', { moderator_id: null }),
];

/** What is erased here of a deleted account. What moderators did stays, without whom they did it to or who they were. */
export const moderationErasure = erasure({ service: 'moderation', steps, isKnown: isForgotten('posts', 'comments') });
