import type { Id, ModerationAction } from '@concord/contracts';
import type { Reader } from '@concord/platform';
import type { Case } from '../domain/case.ts';

/** What a moderator did about a case. */
export interface Deed {
  readonly id: Id;
  readonly action: ModerationAction;
  readonly moderatorId: Id;
  readonly about: Pick<Case, 'id' | 'subject' | 'authorId'>;
  readonly at: Date;
}

/** Writes down who did what; rows of the log are never changed. */
export const record = async (writer: Reader, { id, action, moderatorId, about, at }: Deed): Promise<void> => {
  await writer('moderation_log').insert({
    ...{ id, action, moderator_id: moderatorId, case_id: about.id, created_at: at },
    ...{ subject_type: about.subject.type, subject_id: about.subject.id, author_id: about.authorId },
  });
};
