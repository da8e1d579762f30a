import { z } from 'zod';
import { errors } from '../errors.ts';
import { operation } from '../kit/operation.ts';
import { Id, PageOf, Paging, Time } from '../kit/types.ts';
import { ReportSubject } from './subjects.ts';

/** What a moderator did: looked at a case, or decided it. */
export const ModerationAction = z.enum(['look', 'dismiss', 'remove']);
export type ModerationAction = z.output<typeof ModerationAction>;

export const ModerationEntry = z
  .strictObject({
    id: Id,
    action: ModerationAction,
    moderatorId: Id.nullable().meta({ description: 'Null where that account was deleted' }),
    caseId: Id,
    subject: ReportSubject.nullable().meta({
      description: 'Null where it was the profile of an account that was deleted',
    }),
    authorId: Id.nullable().meta({ description: 'Null where that account was deleted' }),
    at: Time,
  })
  .meta({ id: 'ModerationEntry' });

export const listModerationLog = operation({
  id: 'listModerationLog',
  method: 'GET',
  path: '/v1/moderation/log',
  summary: 'Which moderator looked at or decided what, newest first',
  access: 'user',
  permission: 'audit.read',
  paged: true,
  query: z.strictObject({ moderatorId: Id.optional(), caseId: Id.optional(), ...Paging }),
  replies: { 200: PageOf(ModerationEntry) },
  errors: [errors.cursorInvalid],
});
