import { setTimeout as pause } from 'node:timers/promises';
import type { Kafka } from '@concord/platform';
import { currentState, keepOnly, want } from '../../stack/control.ts';
import { Failure, interrupted } from '../../stack/failure.ts';
import type { ServerName } from '../../stack/servers/server.ts';
import type { Stack } from '../../stack/stack.ts';
import type { Cli } from '../cli.ts';
import { startSteps } from '../start-steps.ts';
import type { Steps } from '../steps.ts';
import { groupOf, hasReadAll, readingsOf, recordsOf, type Reading } from './readings.ts';

/** What one consumer reads again. */
export type Replayed = {
  readonly consumer: string;
  readonly streams: number;
  /** From the first offset that is there to where the streams ended when it began; compaction may have removed some between. */
  readonly records: number;
};

const readers: readonly ServerName[] = ['concord', 'search-indexer'];
/** A group is empty once its members have left it, or after their session timeout. */
const patienceMs = 30_000;

const forget = async (kafka: Kafka, group: string, signal: AbortSignal): Promise<void> => {
  for (const deadline = Date.now() + patienceMs; ;) {
    try {
      await kafka.deleteGroup(group);
      return;
    } catch (error) {
      if (signal.aborted) throw interrupted();
      if (Date.now() > deadline) throw error;
      await pause(500);
    }
  }
};

const stopped = async (stack: Stack, names: readonly ServerName[], signal: AbortSignal): Promise<void> => {
  const { places } = stack;
  const parts = Object.keys(currentState(places)?.parts ?? {}) as ServerName[];
  keepOnly(
    places,
    parts.filter((name) => !names.includes(name)),
  );
  while (names.some((name) => currentState(places)?.parts[name] !== undefined)) {
    if (signal.aborted) throw interrupted();
    await pause(100);
  }
};

/** Stops who consumes, makes them forget how far they have read, starts them, and waits until they have read everything again. */
export const replaySteps = (
  { signal }: Cli,
  { stack, kafka, consumers }: { stack: Stack; kafka: Kafka; consumers: readonly string[] },
  tell: (replayed: readonly Replayed[]) => void,
): Steps => {
  const readings: Reading[] = [];
  return [
    {
      title: 'Stopping who reads the streams',
      task: async () => {
        const running = readers.filter((name) => currentState(stack.places)?.parts[name] !== undefined);
        if (running.length < readers.length)
          throw new Failure({ cause: 'Concord does not run whole.', remedy: 'Start what is missing: ./concord up' });
        const topics = (await kafka.topics()).filter((topic) => /^(state|events)\./.test(topic));
        try {
          await stopped(stack, readers, signal);
          for (const consumer of consumers) readings.push(...(await readingsOf(kafka, consumer, topics)));
          for (const consumer of new Set(readings.map((reading) => reading.consumer)))
            await forget(kafka, groupOf(consumer), signal);
        } catch (error) {
          await want(stack.places, stack.settings, readers);
          throw error;
        }
      },
    },
    {
      title: 'Starting them from the beginning of their streams',
      task: async (_, task) => task.newListr(await startSteps(stack, readers, signal), { concurrent: true }),
    },
    {
      title: 'Reading',
      task: async (_, task) => {
        const all = Map.groupBy(readings, ({ consumer }) => consumer);
        const replayed = [...all].map(([consumer, theirs]) => ({
          consumer,
          streams: theirs.length,
          records: theirs.reduce((sum, reading) => sum + recordsOf(reading), 0),
        }));
        const records = replayed.reduce((sum, one) => sum + one.records, 0).toLocaleString('en');
        for (let left: readonly Reading[] = readings; left.length > 0;) {
          if (signal.aborted) throw interrupted();
          const done = await Promise.all(left.map((reading) => hasReadAll(kafka, reading)));
          left = left.filter((_reading, at) => done[at] !== true);
          task.title = `Reading ${records} records again, ${left.length} streams left`;
          if (left.length > 0) await pause(500);
        }
        task.title = `Read ${records} records again`;
        tell(replayed);
      },
    },
  ];
};
