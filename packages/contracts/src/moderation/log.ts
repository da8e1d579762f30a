import { z } from 'zod';
import { errors } from '../errors.ts';
import { operation } from '../kit/operation.ts';
import { Id, PageOf, Paging, Time } from '../kit/types.ts';
import { ReportSubject } from './subjects.ts';

/** What a moderator did: looked at a case, decided it, or listed cases; or that an admin read this log. */
export const ModerationAction = z.enum(['look', 'dismiss', 'remove', 'cases_listed', 'log_read']);
export type ModerationAction = z.output<typeof ModerationAction>;

export const ModerationEntry = z
  .strictObject({
    id: Id,
    action: ModerationAction,
    moderatorId: Id.nullable().meta({ description: 'Null where that account was deleted' }),
    caseId: Id.nullable().meta({ description: 'Null where it was about no single case' }),
    subject: ReportSubject.nullable().meta({
      description: 'Null where it was the profile of an account that was deleted, and where it was about no single one',
    }),
    authorId: Id.nullable().meta({
      description:
        'Whom it was about: the author, or the moderator whose entries were read. Null where that was nobody, or the account was deleted',
    }),
    detail: z.string().nullable().meta({ description: 'What was asked for, of a list of cases' }),
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
