import type { ModerationEntry } from '@concord/contracts';
import type { z } from 'zod';
import type { Deed } from '../store/moderation-log.ts';

/** An entry of the log as it is shown. */
export const entryView = ({ id, action, moderatorId, about, detail, at }: Deed): z.output<typeof ModerationEntry> => ({
  ...{ id, action, moderatorId, detail, at },
  ...{ caseId: about.id, subject: about.subject, authorId: about.authorId },
});
