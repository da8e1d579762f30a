import { setTimeout as wait } from 'node:timers/promises';
import type { Action } from './action.ts';
import type { Unusable } from './read.ts';
import type { Write } from './together.ts';

export interface Delivery {
  readonly write: Write;
  /** False once the work is not ours any more: stop trying. */
  current(): boolean;
  /** Told before each pause: how many items wait, and why. */
  onBusy(items: number, reason: string, pauseMs: number): void;
}

export interface Delivered {
  /** What the index holds now because of us. */
  readonly written: readonly Action[];
  /** What it held already, as new or newer. */
  readonly stale: readonly Action[];
  /** What will never succeed. */
  readonly refused: readonly Unusable[];
}

const firstPauseMs = 100;
const longestPauseMs = 5_000;

/** Sends until nothing is busy any more; only what was busy is sent again. Null when the work was taken away before that. */
export const deliver = async (actions: readonly Action[], delivery: Delivery): Promise<Delivered | null> => {
  const written: Action[] = [];
  const stale: Action[] = [];
  const refused: Unusable[] = [];
  let left = actions;
  for (let pauseMs = firstPauseMs; left.length > 0; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
    const outcomes = await delivery.write(left);
    const busy: Action[] = [];
    let why = '';
    for (const [position, action] of left.entries()) {
      const outcome = outcomes[position] ?? { kind: 'busy', reason: 'no answer for this item' };
      if (outcome.kind === 'done') written.push(action);
      else if (outcome.kind === 'stale') stale.push(action);
      else if (outcome.kind === 'poison') refused.push({ record: action.record, reason: outcome.reason });
      else {
        busy.push(action);
        why = outcome.reason;
      }
    }
    left = busy;
    if (left.length === 0) break;
    if (!delivery.current()) return null;
    delivery.onBusy(left.length, why, pauseMs);
    await wait(pauseMs);
    if (!delivery.current()) return null;
  }
  return { written, stale, refused };
};
