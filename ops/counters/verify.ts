import { setTimeout as pause } from 'node:timers/promises';
import type { Id } from '@concord/contracts';
import type { Compared, Counter } from './counter.ts';

/** What was found of one counter. */
export type Verdict = {
  readonly counter: string;
  /** How many numbers were compared. */
  readonly compared: number;
  /** How many were wrong, at a second look too. */
  readonly differ: number;
  /** The first of them. */
  readonly examples: readonly Pick<Compared, 'what' | 'stored' | 'right'>[];
  /** How many the owner was asked to put right. */
  readonly repaired: number;
};

export type VerifyOptions = {
  readonly repair: boolean;
  /** Between the first look at a number and the second, in ms: long enough for what is under way. */
  readonly secondLookMs: number;
  readonly signal?: AbortSignal;
};

/** How many posts or comments one look takes in. */
const chunk = 1_000;
const mostExamples = 5;

const differs = ({ stored, right }: Compared) => stored !== right;

/** Compares a counter chunk by chunk. What disagrees is looked at again after a moment: changes on their way are no drift. */
export const verify = async (counter: Counter, { repair, secondLookMs, signal }: VerifyOptions): Promise<Verdict> => {
  const suspects: Id[] = [];
  let compared = 0;
  for (let ids = await counter.next(0, chunk); ids.length > 0; ids = await counter.next(ids.at(-1) ?? 0, chunk)) {
    signal?.throwIfAborted();
    const found = await counter.compare(ids);
    compared += found.length;
    suspects.push(...found.filter(differs).map(({ id }) => id));
  }
  const wrong = await secondLook(counter, [...new Set(suspects)], secondLookMs);
  if (repair) for (const one of wrong) await counter.repair(one);
  return {
    counter: counter.name,
    compared,
    differ: wrong.length,
    examples: wrong.slice(0, mostExamples).map(({ what, stored, right }) => ({ what, stored, right })),
    repaired: repair ? wrong.length : 0,
  };
};

const secondLook = async (counter: Counter, suspects: readonly Id[], afterMs: number): Promise<Compared[]> => {
  if (suspects.length === 0) return [];
  await pause(afterMs);
  const wrong: Compared[] = [];
  for (let start = 0; start < suspects.length; start += chunk)
    wrong.push(...(await counter.compare(suspects.slice(start, start + chunk))).filter(differs));
  return wrong;
};
