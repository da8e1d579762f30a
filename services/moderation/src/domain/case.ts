import type { DecisionAction, Id, ReportReason, ReportSubject } from '@concord/contracts';

/** What was decided about a case, by whom. */
export interface Decision {
  readonly action: DecisionAction;
  readonly note: string | null;
  /** Null once that account is deleted. */
  readonly decidedBy: Id | null;
  readonly decidedAt: Date;
  readonly carriedOutAt: Date | null;
}

/** A subject with the reports about it that are decided together. */
export interface Case {
  readonly id: Id;
  readonly subject: ReportSubject;
  /** Whose the subject is; of a profile, the account itself. Null once that account is deleted. */
  readonly authorId: Id | null;
  /** By active accounts. */
  readonly reports: number;
  readonly firstAt: Date;
  readonly lastAt: Date;
  /** Null while it is open. */
  readonly decision: Decision | null;
}

/** What somebody reports: a subject, and whose it is. */
export interface Reported {
  readonly subject: ReportSubject;
  readonly authorId: Id;
}

/** A report, and how its case stands. */
export interface Report {
  readonly id: Id;
  readonly subject: ReportSubject;
  readonly reason: ReportReason;
  readonly text: string | null;
  readonly createdAt: Date;
  readonly action: DecisionAction | null;
  readonly decidedAt: Date | null;
}

/** What a decision means to who reported. */
export const outcomeOf = (action: DecisionAction): 'acted_upon' | 'dismissed' =>
  action === 'remove' ? 'acted_upon' : 'dismissed';
