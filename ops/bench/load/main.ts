import { setTimeout as pause } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { leaseIds, openDatabase, setLogLevel } from '@concord/platform';
import { wallClock } from '../distribution.ts';
import { postText, randomNumbers } from '../text.ts';
import type { Order, Report, Written } from './messages.ts';
import { openWriter } from './writer.ts';

// The thread that writes, apart from the one that measures: neither waits for the other's turn.

const port = parentPort;
if (port === null) throw new Error('This is a worker thread of ./concord bench.');
const { databaseUrl } = workerData as { databaseUrl: string };
const tell = (report: Report) => port.postMessage(report);

setLogLevel('silent');
const connections = 32;
const db = openDatabase(databaseUrl, { poolSize: connections, severalStatements: true });
// With a connection of its own: a lease is renewed however busy the others are.
const ownDb = openDatabase(databaseUrl, { poolSize: 1 });
const ids = leaseIds(ownDb);
const random = randomNumbers(7);
let stopping = false;

/** What lies under the error that a caller of the API would get. */
const reasonOf = (error: unknown): string => {
  const { message, cause } = error instanceof Error ? error : new Error(String(error));
  return cause instanceof Error ? `${message}: ${cause.message}` : message;
};

/**
 * Open loop: a write is due at its time whether or not earlier ones are back, as with users who know nothing of each other. One that
 * finds no free connection waits for one, so that a rate that cannot be reached shows as such.
 */
const writeAll = async (perSecond: number, seconds: number): Promise<void> => {
  const began = performance.now();
  const total = perSecond * seconds;
  const underWay = new Set<Promise<void>>();
  let [due, sent, failed] = [0, 0, 0];
  let reason: string | null = null;
  let written: Written[] = [];
  const one = async () => {
    try {
      const id = ids.next();
      await write(id, postText(random));
      written.push([id, wallClock()]);
    } catch (error) {
      failed += 1;
      reason ??= reasonOf(error);
    }
  };
  const send = () => {
    for (; sent < due && underWay.size < connections; sent += 1) {
      const working = one().finally(() => {
        underWay.delete(working);
        send();
      });
      underWay.add(working);
    }
  };
  const flush = () => {
    if (written.length > 0) tell({ kind: 'written', writes: written });
    written = [];
  };
  while (!stopping && failed === 0 && (sent < total || underWay.size > 0)) {
    due = Math.min(total, Math.floor(((performance.now() - began) / 1_000) * perSecond));
    send();
    await pause(2);
    flush();
  }
  due = sent;
  await Promise.all(underWay);
  flush();
  tell({ kind: 'finished', failed, reason });
};

const stop = async (): Promise<void> => {
  stopping = true;
  await writing;
  await ids.stop();
  await Promise.all([db.destroy(), ownDb.destroy()]);
  port.close();
};

let writing = Promise.resolve();
port.on('message', (order: Order) => {
  if (order.kind === 'stop') void stop();
  else writing = writeAll(order.perSecond, order.seconds);
});
await ids.start();
while (ids.notReady?.() !== null) await pause(100);
const write = await openWriter(db, databaseUrl, ids.next());
tell({ kind: 'ready' });
