import type { Db } from '../mysql/database.ts';
import { gauge } from '../telemetry/metrics.ts';
import { forgetFailedMails, mailLoad } from './store.ts';

const labelNames = ['queue'] as const;
const waitingMails = gauge({ name: 'concord_mails_waiting', help: 'Mails that wait to be sent', labelNames });
const failedMails = gauge({ name: 'concord_mails_failed', help: 'Mails that were given up, kept 30 days', labelNames });
const oldestMail = gauge({ name: 'concord_mails_oldest_seconds', help: 'Age of the oldest waiting mail', labelNames });

const everyMs = 5_000;
const failedKeptMs = 30 * 86_400_000;
const forgottenAtOnce = 1_000;

/** Measures a queue, every 5 s however often it is called, and forgets what was given up 30 days ago. */
export const meter = (queue: string, db: Db): ((now: Date) => Promise<void>) => {
  let measuredAt = -Infinity;
  return async (now) => {
    if (now.getTime() - measuredAt < everyMs) return;
    measuredAt = now.getTime();
    const { waiting, failed, oldest } = await mailLoad(db);
    waitingMails.set({ queue }, waiting);
    failedMails.set({ queue }, failed);
    oldestMail.set({ queue }, oldest === null ? 0 : (measuredAt - oldest.getTime()) / 1_000);
    await forgetFailedMails(db, new Date(measuredAt - failedKeptMs), forgottenAtOnce);
  };
};
