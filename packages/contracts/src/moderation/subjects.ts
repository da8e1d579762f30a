import { z } from 'zod';
import { Id } from '../kit/types.ts';

/** What can be reported. */
export const ReportedType = z.enum(['profile', 'post', 'comment']);
export type ReportedType = z.output<typeof ReportedType>;

/** What a report is about. */
export const ReportSubject = z.strictObject({ type: ReportedType, id: Id }).meta({ id: 'ReportSubject' });
export type ReportSubject = z.output<typeof ReportSubject>;

/** Why something is reported. */
export const ReportReason = z
  .enum(['spam', 'harassment', 'hate', 'violence', 'sexual', 'self_harm', 'illegal', 'impersonation', 'other'])
  .meta({ description: 'What is wrong with it' });
export type ReportReason = z.output<typeof ReportReason>;
