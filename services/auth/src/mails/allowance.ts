import { createHash } from 'node:crypto';
import type { RateLimiter, RatePolicy } from '@concord/platform';
import type { Mails } from './mails.ts';

/**
 * Nobody's mailbox is filled by strangers. Counted for each kind apart: who is asked for too often by somebody else has got a mail of that
 * kind within the hour, and its link is good for an hour.
 */
const policy: RatePolicy = { name: 'mails-to-address', points: 5, seconds: 3_600 };

/** Counts what is sent to an address because somebody typed it: the first five of an hour. */
export const mailAllowance =
  (limiter: Pick<RateLimiter, 'consume'>): Mails['mayAskFor'] =>
  async (kind, address) => {
    const key = createHash('sha256').update(`${kind} ${address}`).digest('base64url');
    return (await limiter.consume(policy, key)).admitted;
  };
