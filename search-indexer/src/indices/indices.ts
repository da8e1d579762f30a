import { setTimeout as wait } from 'node:timers/promises';
import { logger, type Part } from '@concord/platform';
import type { Held } from '../processor/processor.ts';

const pauseMs = 1_000;

/** Prepares the indices before anything is consumed, and tries for as long as it takes: the process is up meanwhile, but not ready. */
export const onceIndicesExist = (ensure: () => Promise<void>, consumer: Part, held: Held): Part => {
  const log = logger('indices');
  const halt = new AbortController();
  let preparing: Promise<void> | undefined;

  const prepare = async (): Promise<void> => {
    while (!halt.signal.aborted) {
      try {
        await ensure();
        held.reason = null;
        await consumer.start();
        return;
      } catch (error) {
        held.reason = `the indices are not ready: ${error instanceof Error ? error.message : String(error)}`;
        log.warn({ err: error }, 'the indices are not ready');
        await wait(pauseMs, undefined, { signal: halt.signal }).catch(() => undefined);
      }
    }
  };
  return {
    name: 'indexer',
    notReady: () => held.reason ?? consumer.notReady?.() ?? null,
    start: () => {
      preparing ??= prepare();
      return Promise.resolve();
    },
    stop: async () => {
      halt.abort();
      await preparing;
      await consumer.stop();
    },
  };
};
