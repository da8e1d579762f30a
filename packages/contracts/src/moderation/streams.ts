import { z } from 'zod';
import { event } from '../kit/stream.ts';

export const reportDecided = event(
  'report.decided',
  'A report was decided: who made it is told',
  z.strictObject({
    reportId: z.int(),
    reporterId: z.int(),
    outcomeType: z.enum(['acted_upon', 'dismissed']),
    version: z.int(),
  }),
);

export const reportSubjectRemoved = event(
  'report.subject_removed',
  'What had been reported was removed: who wrote it is told',
  z.strictObject({
    caseId: z.int(),
    subjectType: z.enum(['profile', 'post', 'comment']),
    subjectId: z.int(),
    authorId: z.int(),
    version: z.int(),
  }),
);
