import type { Id, ModerationAction, ReportedType } from '@concord/contracts';
import type { Reader } from '@concord/platform';
import type { Deed } from '../store/moderation-log.ts';

/** Which entries of the log. */
export interface LogQuery {
  readonly moderatorId: Id | undefined;
  readonly caseId: Id | undefined;
  readonly before: Id | undefined;
  readonly limit: number;
}

interface Row {
  readonly id: Id;
  readonly action: ModerationAction;
  readonly moderator_id: Id | null;
  readonly case_id: Id | null;
  readonly subject_type: ReportedType | null;
  readonly subject_id: Id | null;
  readonly author_id: Id | null;
  readonly detail: string | null;
  readonly created_at: Date;
}

const deedOf = (row: Row): Deed => ({
  id: row.id,
  action: row.action,
  moderatorId: row.moderator_id,
  about: {
    id: row.case_id,
    subject:
      row.subject_type === null || row.subject_id === null ? null : { type: row.subject_type, id: row.subject_id },
    authorId: row.author_id,
  },
  detail: row.detail,
  at: row.created_at,
});

/** Entries of the log, newest first. */
export const logEntries = async (reader: Reader, { moderatorId, caseId, before, limit }: LogQuery): Promise<Deed[]> => {
  const query = reader('moderation_log').orderBy('id', 'desc').limit(limit);
  if (moderatorId !== undefined) void query.where({ moderator_id: moderatorId });
  if (caseId !== undefined) void query.where({ case_id: caseId });
  if (before !== undefined) void query.where('id', '<', before);
  return (await query.select<Row[]>('*')).map(deedOf);
};
