import { expect, test } from '@jest/globals';
import { exitCodes } from '../../stack/failure.ts';
import type { ExportProgress } from './accounts.ts';
import { exportReady } from './await-export.ts';

const begun = Date.parse('2026-01-01T12:00:00Z');
const made: ExportProgress = {
  ...{ state: 'being_made', pages: 0, attempts: 0, file: 1, files: 24, dueAt: new Date(begun) },
};

/** Reads what comes next, again and again the last; each pause takes so long. Gives after how many seconds it ended, and what was told. */
const awaited = async (states: readonly (ExportProgress | null)[], pauseMs = 1_000, signal = new AbortController()) => {
  let [passed, reads] = [0, 0];
  const told: ExportProgress[] = [];
  const ended = exportReady({
    read: () => Promise.resolve(states[Math.min(reads++, states.length - 1)] ?? null),
    onProgress: (progress) => told.push(progress),
    signal: signal.signal,
    now: () => begun + passed,
    pause: () => Promise.resolve((passed += pauseMs)),
  });
  const error: unknown = await ended.then(
    () => null,
    (failure: unknown) => failure,
  );
  return { error, seconds: passed / 1_000, told };
};

test('it ends when it is ready, and tells how far it was', async () => {
  const states = [made, { ...made, pages: 3 }, { ...made, state: 'ready', dueAt: null }] as const;
  expect(await awaited(states)).toEqual({ error: null, seconds: 2, told: states.slice(0, 2) });
});

test('what nobody takes up within a minute is told, with what to look at', async () => {
  expect(await awaited([made])).toMatchObject({
    error: {
      message: 'Nobody takes the export up, for a minute now. Is auth running? ./concord status',
      exit: exitCodes.notRunning,
    },
    seconds: 61,
  });
});

test('nor is anybody waited for who died in the middle, from the last page on', async () => {
  const working = Array.from({ length: 200 }, (_, pages) => ({ ...made, pages, dueAt: new Date(begun) }));
  const { error, seconds } = await awaited(working);
  expect(error).toMatchObject({ message: expect.stringContaining('Nobody goes on with the export') });
  expect(seconds).toBe(199 + 61);
});

test('a service that is away is waited for until its next turn, and a minute more', async () => {
  const away = { ...made, pages: 4, attempts: 9, dueAt: new Date(begun + 900_000) };
  expect((await awaited([away])).seconds).toBe(961);
  expect(await awaited([away, { ...made, state: 'ready' }])).toMatchObject({ error: null });
});

test('one that was given up, or is gone with its account, is told', async () => {
  expect((await awaited([{ ...made, state: 'failed', file: 7 }])).error).toMatchObject({
    message: 'The export was given up: file 7 of 24 could not be read again and again.',
    exit: exitCodes.failed,
  });
  expect((await awaited([made, null])).error).toMatchObject({
    message: 'Nothing was written. The account was deleted meanwhile, and its export with it.',
  });
});

test('Ctrl-C ends the waiting', async () => {
  const interruption = new AbortController();
  interruption.abort();
  expect(await awaited([made], 1_000, interruption)).toMatchObject({
    error: { exit: exitCodes.interrupted },
    told: [],
  });
});
