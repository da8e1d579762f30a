import { setTimeout as wait } from 'node:timers/promises';
import { exitCodes, Failure, interrupted } from '../../stack/failure.ts';
import type { ExportProgress } from './accounts.ts';

/** So long nobody goes on with what is due, and it is said that nobody does. */
const patienceMs = 60_000;
const everyMs = 500;

export interface Awaiting {
  /** How far it is; null where it is gone. */
  readonly read: () => Promise<ExportProgress | null>;
  readonly onProgress: (progress: ExportProgress) => void;
  /** Ctrl-C. */
  readonly signal: AbortSignal;
  readonly now?: () => number;
  readonly pause?: (milliseconds: number, signal: AbortSignal) => Promise<unknown>;
}

const gone = () =>
  new Failure({ cause: 'Nothing was written. The account was deleted meanwhile, and its export with it.' });

const givenUp = ({ file, files }: ExportProgress) =>
  new Failure({
    cause: `The export was given up: file ${file} of ${files} could not be read again and again.`,
    remedy: 'See why: ./concord logs concord',
  });

const nobody = (pages: number) =>
  new Failure({
    cause: `Nobody ${pages === 0 ? 'takes the export up' : 'goes on with the export'}, for a minute now. Is auth running? ./concord status`,
    remedy: 'Once it runs, ask again: it goes on with the same export.',
    exit: exitCodes.notRunning,
  });

const pauseOf = (milliseconds: number, signal: AbortSignal) => wait(milliseconds, undefined, { signal });

/**
 * Waits until an export is ready. Throws a `Failure` where it is gone, was given up, or where nobody has worked on it for a minute although it was due;
 * a service that is away is waited for.
 */
export const exportReady = async (awaiting: Awaiting): Promise<void> => {
  const { read, onProgress, signal, now = Date.now, pause = pauseOf } = awaiting;
  for (let [seen, since] = ['', now()]; ;) {
    if (signal.aborted) throw interrupted();
    const progress = await read();
    if (progress === null) throw gone();
    if (progress.state === 'ready') return;
    if (progress.state === 'failed') throw givenUp(progress);
    onProgress(progress);
    const sign = `${progress.pages} ${progress.attempts}`;
    if (sign !== seen) [seen, since] = [sign, now()];
    if (now() - Math.max(since, progress.dueAt?.getTime() ?? 0) > patienceMs) throw nobody(progress.pages);
    await pause(everyMs, signal).catch(() => undefined);
  }
};
