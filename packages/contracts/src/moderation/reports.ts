import { z } from 'zod';
import { errors } from '../errors.ts';
import { operation } from '../kit/operation.ts';
import { Id, PageOf, Paging, Text, Time } from '../kit/types.ts';
import { ReportReason, ReportSubject } from './subjects.ts';

/** How many reports an account makes in a day of UTC at the most. */
export const mostReportsADay = 50;

export const NewReport = z
  .strictObject({
    subject: ReportSubject,
    reason: ReportReason,
    text: Text(1, 1_000)
      .optional()
      .meta({ description: 'What moderators should know; plain text', examples: ['The third one today'] }),
  })
  .meta({ id: 'NewReport' });

/** A report as who made it sees it: what became of it, and nothing about who decided. */
export const Report = z
  .strictObject({
    id: Id,
    subject: ReportSubject,
    reason: ReportReason,
    text: z.string().nullable(),
    outcome: z.enum(['open', 'acted_upon', 'dismissed']),
    createdAt: Time,
    decidedAt: Time.nullable(),
  })
  .meta({ id: 'Report' });

export const createReport = operation({
  id: 'createReport',
  method: 'POST',
  path: '/v1/reports',
  summary: 'Report a profile, a post or a comment to the moderators',
  description: `Reported again while it is not decided, it stays the first report. An account makes ${mostReportsADay} reports a day at the most.`,
  access: 'user',
  keyed: true,
  body: NewReport,
  replies: { 201: Report },
  errors: [errors.notFound, errors.forbidden, errors.impossible, errors.stale],
});

export const listReports = operation({
  id: 'listReports',
  method: 'GET',
  path: '/v1/reports',
  summary: 'What I have reported, newest first, and what became of it',
  access: 'user',
  paged: true,
  query: z.strictObject({ ...Paging }),
  replies: { 200: PageOf(Report) },
  errors: [errors.cursorInvalid],
});

export const getReport = operation({
  id: 'getReport',
  method: 'GET',
  path: '/v1/reports/{id}',
  summary: 'A report of mine',
  access: 'user',
  params: z.strictObject({ id: Id }),
  replies: { 200: Report },
  errors: [errors.notFound],
});
