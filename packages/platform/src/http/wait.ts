import { setTimeout as pause } from 'node:timers/promises';
import { errors, parseReceipts, type Receipt } from '@concord/contracts';
import { within } from '../lifecycle/within.ts';

/**
 * The streams of which a service holds a copy, by name (`user.relations`), each with a way to ask for the version of the row that it holds;
 * null where it holds none.
 */
export type Holds = Readonly<Record<string, (key: string) => Promise<number | null>>>;

export type Waited = 'satisfied' | 'timeout';

/** How long a read waits for the caller's own writes. The pipeline's p99 is well below. */
const mostMs = 500;
/** Looks come ever more slowly, so that whoever asks for what never comes causes about nine of them. */
const firstPauseMs = 10;
const longestPauseMs = 100;

const receiptsIn = (header: string): Receipt[] => {
  const receipts = parseReceipts(header);
  if (receipts !== null) return receipts;
  const detail = 'must be values of Concord-Version, at most five';
  throw errors.invalid(undefined, { errors: [{ pointer: '/headers/concord-wait', detail }] });
};

/** Who cannot tell does not hold it: the wait is a courtesy, and what is wrong is told by the read itself. */
const isHeld = async ({ stream, key, version }: Receipt, holds: Holds): Promise<boolean> => {
  const held = await holds[stream]?.(key).catch(() => null);
  return (held ?? -1) >= version;
};

/**
 * Waits until the copies hold what `Concord-Wait` names, for half a second at the most; tells which of both it was. Null when there was
 * nothing to wait for: no header, or only streams of which there is no copy here.
 */
export const waitForWrites = async (header: string | undefined, holds: Holds): Promise<Waited | null> => {
  if (header === undefined) return null;
  let missing = receiptsIn(header).filter(({ stream }) => Object.hasOwn(holds, stream));
  if (missing.length === 0) return null;
  const deadline = performance.now() + mostMs;
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(pauseMs * 1.5, longestPauseMs)) {
    missing = await within(deadline - performance.now(), stillMissing(missing, holds), () => missing);
    if (missing.length === 0) return 'satisfied';
    const left = deadline - performance.now();
    if (left <= 0) return 'timeout';
    await pause(Math.min(pauseMs, left));
  }
};

const stillMissing = async (receipts: readonly Receipt[], holds: Holds): Promise<Receipt[]> => {
  const held = await Promise.all(receipts.map((one) => isHeld(one, holds)));
  return receipts.filter((_, index) => !held[index]);
};
