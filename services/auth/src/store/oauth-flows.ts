import { errors } from '@concord/contracts';
import type { Redis } from '@concord/platform';
import type { Clock } from '../domain/clock.ts';
import { codeLifetime, fingerprint, flowLifetime, newSecret, type Flow, type Proof } from '../domain/proof-code.ts';

/** The state that travels to the provider and back, and the cookie of the browser it was begun in. */
interface Held {
  readonly state: string;
  readonly cookie: string;
}

/** Both are needed to find a flow: in another browser there is none. */
const flowKey = ({ state, cookie }: Held) => `auth:oauth-flow:${fingerprint(state, cookie)}`;
const codeKey = (code: string) => `auth:login-code:${fingerprint(code)}`;

interface Kept<T> {
  readonly value: T;
  readonly until: number;
}

/** What must not outlive a few minutes, in Redis: lost with it, and then begun again. */
export interface OauthFlows {
  keepFlow(held: Held, flow: Flow): Promise<void>;
  /** Gives a flow once; null where there is none, it has expired or another browser asks. */
  takeFlow(held: Held): Promise<Flow | null>;
  /** Makes a code for what was proved. */
  issueCode(proof: Proof): Promise<string>;
  /** Gives what was proved once; null for a code that is wrong, spent or expired. */
  redeemCode(code: string): Promise<Proof | null>;
}

/** `redis` is null where no provider is configured: nothing is begun there and no code is good. */
export const oauthFlows = (redis: Redis | null, clock: Clock): OauthFlows => {
  const keep = async (key: string, value: Flow | Proof, lifetime: number): Promise<void> => {
    if (redis === null) throw errors.notFound();
    const kept: Kept<Flow | Proof> = { value, until: clock.now().getTime() + lifetime };
    await redis.set(key, JSON.stringify(kept), lifetime);
  };
  const take = async <T>(key: string): Promise<T | null> => {
    const text = redis === null ? null : await redis.take(key);
    if (text === null) return null;
    const { value, until } = JSON.parse(text) as Kept<T>;
    return clock.now().getTime() < until ? value : null;
  };
  return {
    keepFlow: (held, flow) => keep(flowKey(held), flow, flowLifetime),
    takeFlow: (held) => take<Flow>(flowKey(held)),
    issueCode: async (proof) => {
      const code = newSecret();
      await keep(codeKey(code), proof, codeLifetime);
      return code;
    },
    redeemCode: (code) => take<Proof>(codeKey(code)),
  };
};
