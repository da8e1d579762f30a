import { errors } from '@concord/contracts';
import { sameSecret, type Context, type Next, type RateLimiter } from '@concord/platform';
import type { GatewayState } from '../state.ts';
import { addressKey } from './address.ts';
import { standing } from './standing.ts';
import { counted } from './table.ts';

/** Refuses what is over the caller's limit with 429 and `Retry-After`, and then whoever has no good session; tells every caller how they stand. */
export const limited =
  (limiter: RateLimiter, operatorToken: string) =>
  async (context: Context & { state: GatewayState }, next: Next): Promise<void> => {
    const { identity, matched, refusal } = context.state;
    const { policy, key } = counted(matched, {
      operator: sameSecret(context.get('concord-operator'), operatorToken),
      account: identity.actor?.id ?? null,
      addressKey: addressKey(identity.address),
    });
    const usage = await limiter.consume(policy, key);
    context.set(standing(policy, usage));
    if (!usage.admitted)
      throw errors.rateLimited(`At most ${String(policy.points)} in ${String(policy.seconds)} s`, {
        retryAfter: usage.resetSeconds,
      });
    if (refusal !== undefined) throw refusal;
    await next();
  };
