import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from '@jest/globals';
import { identify, isAlive, memoryOf, signalGroup } from './processes.ts';

test('a process that only got the number of another is neither alive nor signalled', async () => {
  const child = spawn('sleep', ['60'], { detached: true });
  await once(child, 'spawn');
  const real = identify(child.pid ?? 0);
  const impostor = { pid: child.pid ?? 0, started: (real?.started ?? 0) - 1 };
  expect(isAlive(impostor)).toBe(false);
  expect(signalGroup(impostor, 'SIGKILL')).toBe(false);
  expect(real !== undefined && isAlive(real)).toBe(true);
  expect(real !== undefined && signalGroup(real, 'SIGKILL')).toBe(true);
  await once(child, 'exit');
  expect(real !== undefined && isAlive(real)).toBe(false);
});

test('memory of a process is that of its family', () => {
  expect(memoryOf(process.pid)).toBeGreaterThan(20e6);
});
