import { existsSync, statSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { currentState, want } from '../stack/control.ts';
import { diagnose, type Beginning } from '../stack/diagnose.ts';
import { Failure, interrupted } from '../stack/failure.ts';
import { servers } from '../stack/servers/index.ts';
import type { ServerName } from '../stack/servers/server.ts';
import type { Stack } from '../stack/stack.ts';
import { logFile } from '../stack/supervisor/log-file.ts';
import type { Steps } from './steps.ts';

/** Asks the supervisor for these parts and gives one step for each, which ends when the part answers or cannot. */
export const startSteps = async (stack: Stack, names: readonly ServerName[], signal: AbortSignal): Promise<Steps> => {
  const began = Date.now();
  const sizes = new Map(names.map((name) => [name, logSize(stack, name)]));
  await want(stack.places, stack.settings, names);
  return names.map((name) => ({
    title: servers[name].title,
    task: async (_, task) => {
      await untilReady(stack, name, { at: began, logSize: sizes.get(name) ?? 0 }, signal);
      task.title = `${servers[name].title}  ${((Date.now() - began) / 1_000).toFixed(1)} s`;
    },
  }));
};

const untilReady = async (stack: Stack, name: ServerName, since: Beginning, signal: AbortSignal) => {
  for (;;) {
    if (signal.aborted) throw interrupted();
    const part = currentState(stack.places)?.parts[name];
    if (part === undefined)
      throw new Failure({
        cause: 'The supervisor has ended.',
        remedy: 'Its last lines: ./concord logs supervisor --tail 20',
      });
    if (part.phase === 'ready') return;
    const failure = diagnose(name, part, stack, since);
    if (failure !== undefined) throw failure;
    await pause(150);
  }
};

const logSize = ({ places }: Stack, name: ServerName) =>
  existsSync(logFile(places.log, name)) ? statSync(logFile(places.log, name)).size : 0;
