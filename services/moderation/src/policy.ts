import { errors, isPermitted, mostReportsADay, rankOf, type Id } from '@concord/contracts';
import type { Actor } from '@concord/platform';

/** What is one's own is taken back, not reported. */
export const mayReport = (actor: Actor, authorId: Id): void => {
  if (authorId === actor.id) throw errors.impossible('That is your own');
};

/** An account reports so often in a day of UTC; `reports` are those with this one. */
export const mayReportToday = (reports: number, now: Date): void => {
  if (reports > mostReportsADay)
    throw errors.rateLimited(`An account makes ${mostReportsADay} reports a day`, { retryAfter: untilTomorrow(now) });
};

/** In seconds; a day is one of UTC. */
const untilTomorrow = (now: Date): number => Math.ceil((86_400_000 - (now.getTime() % 86_400_000)) / 1_000);

/** A moderator does not know of cases about themselves. */
export const mayKnow = (actor: Actor, { authorId }: { readonly authorId: Id | null }): void => {
  if (authorId === actor.id) throw errors.notFound();
};

/** Who decides moderates still, by what they are now, and not about what somebody of a higher role wrote. */
export const mayDecide = (roles: readonly string[], authorRoles: readonly string[]): void => {
  if (!isPermitted(roles, 'reports.decide')) throw errors.forbidden();
  if (rankOf(authorRoles) > rankOf(roles)) throw errors.forbidden('The author’s role is higher than yours');
};
