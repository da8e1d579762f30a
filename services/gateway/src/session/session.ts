import { errors } from '@concord/contracts';
import type { Actor, Context, Next } from '@concord/platform';
import { clientAddress } from '../limits/address.ts';
import type { GatewayState } from '../state.ts';
import type { Revocations } from './revocations.ts';
import type { Verified } from './verify-token.ts';

export interface SessionParts {
  readonly verify: (token: string) => Promise<Verified>;
  readonly revocations: Pick<Revocations, 'has' | 'ageMs'>;
  /** Asks auth whether the session, and a token of that time, is still good; throws `unavailable` when auth does not answer. */
  readonly askAuth: (verified: Pick<Verified, 'actor' | 'issuedAt'>) => Promise<boolean>;
  readonly maxAgeMs: number;
  readonly trustedProxies: number;
}

/** RFC 6750 section 2.1: the header is the only place a token may stand. */
const bearer = (header: string): string | null => {
  if (header === '') return null;
  const token = /^Bearer ([A-Za-z0-9._~+/-]{20,4096}=*)$/i.exec(header)?.[1];
  if (token === undefined) throw errors.unauthenticated('The Authorization header must be "Bearer <access token>"');
  return token;
};

/** The session must be known not to be revoked: by the list when it is current, else by asking auth. Never skipped. */
const assertNotRevoked = async (
  verified: Verified,
  { revocations, askAuth, maxAgeMs }: SessionParts,
): Promise<void> => {
  if (revocations.has(verified)) throw errors.unauthenticated('This session has ended');
  if (revocations.ageMs() <= maxAgeMs) return;
  if (!(await askAuth(verified))) throw errors.unauthenticated('This session has ended');
};

const actorOf = async (header: string, parts: SessionParts): Promise<Actor | null> => {
  const token = bearer(header);
  if (token === null) return null;
  const verified = await parts.verify(token);
  await assertNotRevoked(verified, parts);
  return verified.actor;
};

/** Finds out who calls; why they may not is told after they were counted. Identity headers from outside mean nothing: they are never read here. */
export const session =
  (parts: SessionParts) =>
  async (context: Context & { state: GatewayState }, next: Next): Promise<void> => {
    const peer = context.req.socket.remoteAddress ?? '';
    const address = clientAddress(peer, context.get('x-forwarded-for'), parts.trustedProxies);
    context.state.identity = { actor: null, address, internal: false };
    const actor = await actorOf(context.get('authorization'), parts).catch((refusal: unknown) => {
      context.state.refusal = refusal as Error;
      return null;
    });
    context.state.identity = { actor, address, internal: false };
    await next();
  };
