import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from '@jest/globals';
import { isAlive } from '../processes.ts';
import type { Server } from '../servers/server.ts';
import type { Stack } from '../stack.ts';
import { keepRunning, type Part } from './part.ts';
import type { PartState } from './state.ts';

const folder = mkdtempSync(join(tmpdir(), 'concord-part-'));
const stack = { places: { log: folder, state: folder } } as Stack;
let part: Part | undefined;

/** A server that is a shell script, ready at once. */
const script = (text: string): Server => ({
  name: 'redis',
  title: 'Script',
  needs: [],
  ports: [],
  address: () => '',
  prepare: () => Promise.resolve(),
  command: () => ({
    file: '/bin/sh',
    args: ['-c', text],
    env: { PATH: process.env['PATH'] },
    cwd: folder,
    user: undefined,
  }),
  ready: () => Promise.resolve(true),
  startSeconds: 5,
  stopSeconds: 5,
  knownFailures: [],
});

/** Runs a script under supervision and resolves with the first state that fits. */
const until = (text: string, fits: (state: PartState) => boolean): Promise<PartState> =>
  new Promise((resolve) => {
    const running = keepRunning(script(text), {
      stack,
      earlier: undefined,
      log: () => undefined,
      needsMet: () => Promise.resolve(),
      changed: () => {
        if (part !== undefined && fits(part.state())) resolve(part.state());
      },
    });
    part = running;
  });

afterEach(async () => {
  await part?.stop();
  part = undefined;
});

test('a server that is killed is started again, and why it ended is known', async () => {
  const ready = await until('exec sleep 60', ({ phase }) => phase === 'ready');
  process.kill(ready.process?.pid ?? 0, 'SIGKILL');
  const first = ready.process?.pid;
  for (;;) {
    const now = part?.state();
    if (now?.phase === 'ready' && now.process?.pid !== first) break;
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(part?.state().restarts.map(({ reason }) => reason)).toEqual(['killed (SIGKILL)']);
});

test('a server that cannot run is tried again with growing waits', async () => {
  const state = await until('exit 3', ({ failures }) => failures === 2);
  expect(state.restarts.map(({ reason }) => reason)).toEqual(['ended with exit code 3', 'ended with exit code 3']);
});

test('what it writes goes to its log', async () => {
  await until('echo hello from the script; exit 1', ({ phase }) => phase === 'backoff');
  expect(readFileSync(join(folder, 'redis.log'), 'utf8')).toContain('hello from the script');
});

test('stopping ends the process and its children', async () => {
  const ready = await until('sleep 60 & wait', ({ phase }) => phase === 'ready');
  await part?.stop();
  expect(ready.process !== undefined && isAlive(ready.process)).toBe(false);
  expect(part?.state()).toMatchObject({ phase: 'stopped', restartCount: 0 });
  rmSync(folder, { recursive: true, force: true });
});
