import { z } from 'zod';
import { errors } from '../errors.ts';
import { operation } from '../kit/operation.ts';
import { Id, PageOf, Paging, Text, Time } from '../kit/types.ts';
import { Role } from '../roles.ts';
import { Card } from '../user/profiles.ts';
import { AccountStatus, Audience } from '../vocabulary.ts';
import { ReportedType, ReportReason, ReportSubject } from './subjects.ts';

export const DecisionAction = z.enum(['dismiss', 'remove']).meta({
  description:
    'Leave it as it is, or take it away: a post or comment as by its author, of a profile what its owner wrote on it',
});
export type DecisionAction = z.output<typeof DecisionAction>;

/** What was decided, by whom. */
export const Decision = z
  .strictObject({
    action: DecisionAction,
    note: z.string().nullable(),
    decidedBy: Id.nullable().meta({ description: 'Null where that account was deleted' }),
    decidedAt: Time,
    carriedOut: z.boolean().meta({
      description: 'False while what is to be removed still stands: at most seconds, unless a service is away',
    }),
  })
  .meta({ id: 'Decision' });

const CaseState = z.enum(['open', 'decided']);

/** A subject with the reports about it that are decided together. */
export const Case = z
  .strictObject({
    id: Id,
    subject: ReportSubject,
    state: CaseState,
    authorId: Id.nullable().meta({
      description: 'The account that it is by; of a profile, the account itself. Null where it was deleted',
    }),
    reports: z.int().meta({ description: 'By active accounts' }),
    reasons: z.array(z.strictObject({ reason: ReportReason, reports: z.int() })),
    firstReportedAt: Time,
    lastReportedAt: Time,
    decision: Decision.nullable(),
  })
  .meta({ id: 'Case' });

export const ReportedPost = z
  .strictObject({
    type: z.literal('post'),
    content: z.string(),
    audience: Audience,
    tags: z.array(z.string()),
    location: z.string().nullable(),
    createdAt: Time,
    updatedAt: Time,
  })
  .meta({ id: 'ReportedPost' });

export const ReportedComment = z
  .strictObject({
    type: z.literal('comment'),
    postId: Id,
    parentId: Id.nullable(),
    content: z.string(),
    createdAt: Time,
    updatedAt: Time,
  })
  .meta({ id: 'ReportedComment' });

export const ReportedProfile = z
  .strictObject({
    type: z.literal('profile'),
    username: z.string(),
    displayName: z.string(),
    bio: z.string().nullable(),
    avatarUrl: z.string().nullable(),
    coverUrl: z.string().nullable(),
    location: z.string().nullable(),
    website: z.string().nullable(),
  })
  .meta({ id: 'ReportedProfile' });

export const ReportedContent = z.discriminatedUnion('type', [ReportedPost, ReportedComment, ReportedProfile]);
export type ReportedContent = z.output<typeof ReportedContent>;

/** How many reports of a case are shown with their texts. */
export const mostReportsShown = 100;

export const CaseDetails = z
  .strictObject({
    ...Case.shape,
    author: z
      .strictObject({
        ...Card.shape,
        status: AccountStatus,
        role: Role.meta({ description: 'The highest of the account' }),
      })
      .nullable()
      .meta({ description: 'Null where there is no such account any more' }),
    content: ReportedContent.nullable().meta({
      description: 'As it is at this moment, also where it is not public; null where it is gone',
    }),
    texts: z
      .array(
        z.strictObject({ id: Id, reporter: Card, reason: ReportReason, text: z.string().nullable(), createdAt: Time }),
      )
      .meta({ description: `The reports by active accounts, newest first, ${mostReportsShown} at the most` }),
  })
  .meta({ id: 'CaseDetails' });

const one = z.strictObject({ id: Id });
const ofModerators = { access: 'user', permission: 'reports.decide' } as const;

export const listCases = operation({
  id: 'listCases',
  method: 'GET',
  path: '/v1/moderation/cases',
  summary: 'What has been reported, with how many reports and why',
  description: 'What is one’s own is not among it.',
  ...ofModerators,
  paged: true,
  query: z.strictObject({
    state: CaseState.default('open'),
    type: ReportedType.optional(),
    reason: ReportReason.optional().meta({ description: 'Only cases that were reported for it' }),
    sort: z.enum(['reports', 'oldest', 'newest']).default('reports').meta({ description: 'Most reports, or age' }),
    ...Paging,
  }),
  replies: { 200: PageOf(Case) },
  errors: [errors.cursorInvalid],
});

export const getCase = operation({
  id: 'getCase',
  method: 'GET',
  path: '/v1/moderation/cases/{id}',
  summary: 'A case, with what was reported as it is now and what the reports say',
  description: 'Each look is written down in the log of moderation.',
  ...ofModerators,
  params: one,
  replies: { 200: CaseDetails },
  errors: [errors.notFound],
});

export const NewDecision = z
  .strictObject({
    action: DecisionAction,
    note: Text(1, 1_000).optional().meta({ description: 'Why; for other moderators' }),
  })
  .meta({ id: 'NewDecision' });

export const createDecision = operation({
  id: 'createDecision',
  method: 'POST',
  path: '/v1/moderation/cases/{id}/decisions',
  summary: 'Decide a case',
  description:
    'A case is decided once. Nobody decides about what an account of a higher role wrote, nor about their own.',
  ...ofModerators,
  keyed: true,
  params: one,
  body: NewDecision,
  replies: { 201: Decision },
  errors: [errors.notFound, errors.caseDecided],
});
