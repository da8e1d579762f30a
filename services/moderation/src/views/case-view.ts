import type { Case as Shown, Decision as ShownDecision } from '@concord/contracts';
import type { z } from 'zod';
import type { Case, Decision } from '../domain/case.ts';
import type { ReasonCount } from '../read/reports-in.ts';

export const decisionView = ({ carriedOutAt, ...decision }: Decision): z.output<typeof ShownDecision> => ({
  ...decision,
  carriedOut: carriedOutAt !== null,
});

/** A case as moderators see it in their list. */
export const caseView = (one: Case, reasons: readonly ReasonCount[]): z.output<typeof Shown> => ({
  id: one.id,
  subject: one.subject,
  state: one.decision === null ? 'open' : 'decided',
  authorId: one.authorId,
  reports: one.reports,
  reasons: [...reasons],
  firstReportedAt: one.firstAt,
  lastReportedAt: one.lastAt,
  decision: one.decision && decisionView(one.decision),
});
