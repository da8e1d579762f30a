import { setTimeout as pause } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { leaseIds, openDatabase, setLogLevel } from '@concord/platform';
import { wallClock } from '../distribution.ts';
import { postWriter } from '../posts.ts';
import { postText, randomNumbers } from '../text.ts';
import type { Order, Report, Written } from './messages.ts';

// The thread that writes, apart from the one that measures: neither waits for the other's turn.

const port = parentPort;
if (port === null) throw new Error('This is a worker thread of ./concord bench.');
const { databaseUrl } = workerData as { databaseUrl: string };
const tell = (report: Report) => port.postMessage(report);

setLogLevel('silent');
const db = openDatabase(databaseUrl, { poolSize: 32 });
const ids = leaseIds(db);
const writer = await postWriter(db);
const random = randomNumbers(7);
let stopping = false;

/** Open loop: a write is due at its time whether or not earlier ones are back, as with users who know nothing of each other. */
const write = async (perSecond: number, seconds: number): Promise<void> => {
  const began = performance.now();
  const total = perSecond * seconds;
  const underWay = new Set<Promise<void>>();
  let written: Written[] = [];
  let failed = 0;
  let reason: string | null = null;
  const one = async () => {
    try {
      const id = ids.next();
      await writer.write(id, postText(random));
      written.push([id, wallClock()]);
    } catch (error) {
      failed += 1;
      reason ??= error instanceof Error ? error.message : String(error);
    }
  };
  const flush = () => {
    if (written.length > 0) tell({ kind: 'written', writes: written });
    written = [];
  };
  for (let sent = 0; sent < total && !stopping; flush()) {
    const due = Math.min(total, Math.floor(((performance.now() - began) / 1_000) * perSecond));
    for (; sent < due; sent += 1) {
      const working = one().finally(() => underWay.delete(working));
      underWay.add(working);
    }
    await pause(2);
  }
  await Promise.all(underWay);
  flush();
  tell({ kind: 'finished', failed, reason });
};

const stop = async (): Promise<void> => {
  stopping = true;
  await writing;
  await ids.stop();
  await db.destroy();
  port.close();
};

let writing = Promise.resolve();
port.on('message', (order: Order) => {
  if (order.kind === 'stop') void stop();
  else writing = write(order.perSecond, order.seconds);
});
await ids.start();
tell({ kind: 'ready' });
