import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { Failure, interrupted } from '../../stack/failure.ts';
import type { Order, Report, Written } from './messages.ts';

/** Writes posts at a rate, from a thread of its own. */
export interface Load {
  /** Resolves when all writes are acknowledged; throws when one failed. `onWritten` is told within a few ms of each. */
  write(perSecond: number, seconds: number, onWritten: (writes: readonly Written[]) => void): Promise<void>;
  stop(): Promise<void>;
}

export const openLoad = async (databaseUrl: string, signal: AbortSignal): Promise<Load> => {
  const worker = new Worker(new URL('main.ts', import.meta.url), { workerData: { databaseUrl } });
  const exited = once(worker, 'exit');
  const order = (what: Order) => {
    worker.postMessage(what);
  };
  /** Hands every report to `onReport` until it says that it has seen enough. */
  const reports = (onReport: (report: Report) => boolean): Promise<void> =>
    new Promise((resolve, reject) => {
      const settle = (done: () => void) => {
        worker.off('message', take);
        worker.off('error', reject);
        signal.removeEventListener('abort', abort);
        done();
      };
      const take = (report: Report) => {
        if (onReport(report)) settle(resolve);
      };
      const abort = () => {
        settle(() => {
          reject(interrupted());
        });
      };
      worker.on('message', take);
      worker.on('error', reject);
      signal.addEventListener('abort', abort);
    });

  await reports(({ kind }) => kind === 'ready');
  return {
    write: async (perSecond, seconds, onWritten) => {
      let failed = 0;
      let why = 'unknown';
      order({ kind: 'write', perSecond, seconds });
      await reports((report) => {
        if (report.kind === 'written') onWritten(report.writes);
        if (report.kind !== 'finished') return false;
        failed = report.failed;
        why = report.reason ?? why;
        return true;
      });
      if (failed > 0) throw new Failure({ cause: `${String(failed)} writes failed: ${why}` });
    },
    stop: async () => {
      order({ kind: 'stop' });
      await exited;
    },
  };
};
