import { cardOf, type Person } from '@concord/community';
import { rankOf, Role, type CaseDetails } from '@concord/contracts';
import type { z } from 'zod';

/** Whose it is, as moderators see them. */
export const authorView = (author: Person | null, roles: readonly string[]): z.output<typeof CaseDetails>['author'] =>
  author && { ...cardOf(author), status: author.status, role: Role.options[rankOf(roles)] ?? 'user' };
