import type { Report as Shown } from '@concord/contracts';
import type { z } from 'zod';
import { outcomeOf, type Report } from '../domain/case.ts';

/** A report as who made it sees it. */
export const reportView = ({ action, ...report }: Report): z.output<typeof Shown> => ({
  ...report,
  outcome: action === null ? 'open' : outcomeOf(action),
});
