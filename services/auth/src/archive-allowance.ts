import { errors, exportLimits, type Id } from '@concord/contracts';
import type { RateLimiter, RatePolicy } from '@concord/platform';

const policy: RatePolicy = { name: 'archives', points: exportLimits.fetchesAnHour, seconds: 3_600 };

/**
 * Counts that the archive of an export is fetched: each time it is read whole from the database and packed. Throws `rate_limited` above the
 * limit, which leaves room for downloads that break off.
 */
export type ArchiveAllowance = (exportId: Id) => Promise<void>;

export const archiveAllowance =
  (limiter: Pick<RateLimiter, 'consume'>): ArchiveAllowance =>
  async (exportId) => {
    const { admitted, resetSeconds } = await limiter.consume(policy, String(exportId));
    if (!admitted) throw errors.rateLimited('That was fetched too often within the hour', { retryAfter: resetSeconds });
  };
