import type { Id, ModerationAction, ReportSubject } from '@concord/contracts';
import type { Reader } from '@concord/platform';
import type { Case } from '../domain/case.ts';

/** What a moderator did about a case. */
export interface Deed {
  readonly id: Id;
  readonly action: ModerationAction;
  /** Null once that account is deleted. */
  readonly moderatorId: Id | null;
  /** Without an id where it was about no single case; without a subject there, and where it was the profile of an account that was deleted. */
  readonly about: { readonly id: Id | null; readonly authorId: Id | null; readonly subject: ReportSubject | null };
  /** What was asked for, of a list; never whom: that stays when accounts are deleted. */
  readonly detail: string | null;
  readonly at: Date;
}

/** A deed as it is done. */
interface Act extends Omit<Deed, 'detail'> {
  readonly action: Exclude<ModerationAction, 'cases_listed' | 'log_read'>;
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

/** Looking at a list. */
interface Listing {
  readonly id: Id;
  readonly action: 'cases_listed' | 'log_read';
  readonly moderatorId: Id;
  /** Where one case, or one account, was asked about. */
  readonly caseId?: Id | undefined;
  readonly accountId?: Id | undefined;
  readonly detail?: string;
  readonly at: Date;
}

/** Writes down that somebody looked at a list. Whom they asked about stands in the column that erasing looks at. */
export const recordListing = async (writer: Reader, listing: Listing): Promise<void> => {
  const { id, action, moderatorId, caseId = null, accountId = null, detail = null, at } = listing;
  await writer('moderation_log').insert({
    ...{ id, action, moderator_id: moderatorId, case_id: caseId, created_at: at },
    ...{ subject_type: null, subject_id: null, author_id: accountId, detail },
  });
};
