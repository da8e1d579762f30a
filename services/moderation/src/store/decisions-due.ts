import type { Id } from '@concord/contracts';
import { backlog } from '@concord/platform';

/** Decided cases whose subject is to be removed, or whose reporters are to be told, still. */
export const decisionsDue = backlog<Readonly<{ case_id: Id }>>('decisions_due', ['case_id']);
