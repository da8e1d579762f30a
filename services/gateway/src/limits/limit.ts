import { timingSafeEqual } from 'node:crypto';
import { errors } from '@concord/contracts';
import type { Context, Next, RateLimiter } from '@concord/platform';
import type { GatewayState } from '../state.ts';
import { addressKey } from './address.ts';
import { standing } from './standing.ts';
import { counted } from './table.ts';

const same = (given: string, token: string): boolean =>
  given.length === token.length && timingSafeEqual(Buffer.from(given), Buffer.from(token));

/** Refuses what is over the caller's limit with 429 and `Retry-After`; tells every caller how they stand. */
export const limited =
  (limiter: RateLimiter, operatorToken: string) =>
  async (context: Context & { state: GatewayState }, next: Next): Promise<void> => {
    const { identity, matched } = context.state;
    const { policy, key } = counted(matched, {
      operator: same(context.get('concord-operator'), operatorToken),
      account: identity.actor?.id ?? null,
      addressKey: addressKey(identity.address),
    });
    const usage = await limiter.consume(policy, key);
    context.set(standing(policy, usage));
    if (!usage.admitted)
      throw errors.rateLimited(`At most ${String(policy.points)} in ${String(policy.seconds)} s`, {
        retryAfter: usage.resetSeconds,
      });
    await next();
  };
