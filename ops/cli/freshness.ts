import { get } from '../stack/probes.ts';
import type { Stack } from '../stack/stack.ts';

export type Freshness = {
  fresh: boolean;
  p50Ms: number | null;
  p99Ms: number | null;
  lastCanaryMs: number | null;
  reason?: string;
};

/** The platform's header for its internal credential; written here so that `status` need not load the platform. */
export const internalHeader = 'concord-internal';

/** A canary older than this means that search is stale, whatever any process says of itself. */
export const staleAfterMs = 15_000;

/** Whether search is fresh, as the canary saw it: asked from the platform's internal port, never guessed from process states. */
export const freshness = async ({ settings, secrets }: Pick<Stack, 'settings' | 'secrets'>): Promise<Freshness> => {
  const url = `http://127.0.0.1:${settings.ports.internal}/internal/freshness`;
  const answer = await get(url, { [internalHeader]: secrets.internal });
  if (answer?.status !== 200)
    return { fresh: false, p50Ms: null, p99Ms: null, lastCanaryMs: null, reason: 'the platform does not answer' };
  return judged(answer.body as Partial<Freshness>);
};

/** The platform's own figures with our verdict: stale when it says so, or when the last canary is too old. */
export const judged = ({ fresh, p50Ms = null, p99Ms = null, lastCanaryMs = null }: Partial<Freshness>): Freshness => {
  const facts = { p50Ms, p99Ms, lastCanaryMs };
  if (lastCanaryMs === null) return { fresh: false, ...facts, reason: 'no canary has been found by search yet' };
  if (lastCanaryMs > staleAfterMs)
    return { fresh: false, ...facts, reason: `the last canary is ${Math.round(lastCanaryMs / 1_000)} s old` };
  return fresh === false
    ? { fresh: false, ...facts, reason: 'the platform reports it stale' }
    : { fresh: true, ...facts };
};
