import { setTimeout as wait } from 'node:timers/promises';
import type { Elasticsearch } from '@concord/platform';
import type { Action } from './action.ts';
import type { Unusable } from './read.ts';
import { write } from './write.ts';

export interface Delivery {
  readonly client: Elasticsearch;
  /** False once the work is not ours any more: stop trying. */
  current(): boolean;
  /** Told before each pause: how many items wait, and why. */
  onBusy(items: number, reason: string, pauseMs: number): void;
}

const firstPauseMs = 100;
const longestPauseMs = 5_000;

/** Resolves to what will never succeed; null when the work was taken away before all was delivered. */
export const deliver = async (actions: readonly Action[], delivery: Delivery): Promise<Unusable[] | null> => {
  const unusable: Unusable[] = [];
  let left = actions;
  for (let pauseMs = firstPauseMs; left.length > 0; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
    const outcomes = await write(delivery.client, left);
    const busy: Action[] = [];
    let reason = '';
    for (const [position, action] of left.entries()) {
      const outcome = outcomes[position];
      if (outcome?.kind === 'poison') unusable.push({ record: action.record, reason: outcome.reason });
      if (outcome?.kind !== 'busy') continue;
      busy.push(action);
      reason = outcome.reason;
    }
    left = busy;
    if (left.length === 0) break;
    if (!delivery.current()) return null;
    delivery.onBusy(left.length, reason, pauseMs);
    await wait(pauseMs);
    if (!delivery.current()) return null;
  }
  return unusable;
};
