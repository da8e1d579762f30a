export { createReport } from './operations/create-report.ts';
export { listReports } from './operations/list-reports.ts';
export { getReport } from './operations/get-report.ts';
export { listCases } from './operations/list-cases.ts';
export { getCase } from './operations/get-case.ts';
export { createDecision } from './operations/create-decision.ts';
export { listModerationLog } from './operations/list-moderation-log.ts';
export { readModerationExport } from './operations/read-moderation-export.ts';
