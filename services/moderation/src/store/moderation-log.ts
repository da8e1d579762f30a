import type { Id, ModerationAction, ReportSubject } from '@concord/contracts';
import type { Reader } from '@concord/platform';
import type { Case } from '../domain/case.ts';

/** What a moderator did about a case. */
export interface Deed {
  readonly id: Id;
  readonly action: ModerationAction;
  /** Null once that account is deleted. */
  readonly moderatorId: Id | null;
  /** Without a subject where it was the profile of an account that was deleted. */
  readonly about: Pick<Case, 'id' | 'authorId'> & { readonly subject: ReportSubject | null };
  readonly at: Date;
}

/** A deed as it is done. */
interface Act extends Deed {
  readonly moderatorId: Id;
  readonly about: Pick<Case, 'id' | 'subject' | 'authorId'>;
}

/** Writes down who did what; rows of the log are never changed, but that deleted accounts are taken out of them. */
export const record = async (writer: Reader, { id, action, moderatorId, about, at }: Act): Promise<void> => {
  await writer('moderation_log').insert({
    ...{ id, action, moderator_id: moderatorId, case_id: about.id, created_at: at },
    ...{ subject_type: about.subject.type, subject_id: about.subject.id, author_id: about.authorId },
  });
};
