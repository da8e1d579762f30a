import type { Context, Next } from '@concord/platform';
import type { GatewayState } from '../state.ts';
import { keyOf, type Summarize } from './summarizer.ts';
import { holdsTargets, targetsIn } from './targets.ts';

/** A service of this process answers with what it shows, one elsewhere with the bytes of it. */
const shown = (body: unknown): unknown => (Buffer.isBuffer(body) ? JSON.parse(body.toString('utf8')) : body);

/**
 * Puts reactions into every answer that shows what can be reacted to, after its service has answered. The only thing that the gateway
 * composes: where reaction does not tell in time, the answer goes out as it came, with null in their place.
 */
export const withReactions =
  (summarize: Summarize) =>
  async (context: Context & { state: GatewayState }, next: Next): Promise<void> => {
    await next();
    const schema = context.state.matched?.replies[context.status];
    if (!schema || !holdsTargets(schema)) return;
    const body = shown(context.body);
    const targets = targetsIn(schema, body);
    if (targets.length === 0) return;
    const told = await summarize(context.state.identity.actor?.id ?? null, targets);
    if (told === null) return;
    for (const { type, shown: one } of targets) one.reactions = told.get(keyOf(type, one.id)) ?? null;
    context.body = body;
  };
