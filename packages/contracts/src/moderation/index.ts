import { accountRows } from '../kit/account-rows.ts';
import * as cases from './cases.ts';
import * as log from './log.ts';
import * as reports from './reports.ts';

/** The moderation service: what people report, and what moderators decide about it. */
export const moderation = {
  createReport: reports.createReport,
  listReports: reports.listReports,
  getReport: reports.getReport,
  listCases: cases.listCases,
  getCase: cases.getCase,
  createDecision: cases.createDecision,
  listModerationLog: log.listModerationLog,
  readModerationExport: accountRows('readModerationExport', 'moderation'),
} as const;
