import { existsSync, statSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { currentState, want } from '../stack/control.ts';
import { diagnose, type Beginning } from '../stack/diagnose.ts';
import { Failure, interrupted } from '../stack/failure.ts';
import { isAlive } from '../stack/processes.ts';
import { servers } from '../stack/servers/index.ts';
import type { ServerName } from '../stack/servers/server.ts';
import type { Stack } from '../stack/stack.ts';
import { logFile } from '../stack/supervisor/log-file.ts';
import type { Steps } from './steps.ts';

/** Asks the supervisor for these parts and gives one step for each, which ends when the part answers or cannot. */
export const startSteps = async (stack: Stack, names: readonly ServerName[], signal: AbortSignal): Promise<Steps> => {
  const sinces = new Map(names.map((name) => [name, beginning(stack, name)]));
  await want(stack.places, stack.settings, names);
  return names.map((name) => ({
    title: servers[name].title,
    task: async (_, task) => {
      const since = sinces.get(name) ?? beginning(stack, name);
      await untilReady(stack, name, since, signal, (reasons) => {
        task.title = `${servers[name].title} waits: ${reasons.join(', ')}`;
      });
      task.title = `${servers[name].title}  ${((Date.now() - since.at) / 1_000).toFixed(1)} s`;
    },
  }));
};

/** From now on. */
export const beginning = (stack: Stack, name: ServerName): Beginning => ({
  at: Date.now(),
  logSize: logSize(stack, name),
});

/** So often a part that is slow is asked what it waits for. */
const askEveryMs = 2_000;

/** Waits until a part answers; throws as soon as its log or its ends say why it cannot. */
export const untilReady = async (
  stack: Stack,
  name: ServerName,
  since: Beginning,
  signal: AbortSignal,
  tell: (reasons: readonly string[]) => void,
): Promise<void> => {
  let askAt = Date.now() + askEveryMs;
  for (;;) {
    if (signal.aborted) throw interrupted();
    const part = currentState(stack.places)?.parts[name];
    if (part === undefined)
      throw new Failure({
        cause: 'The supervisor has ended.',
        remedy: 'Its last lines: ./concord logs supervisor --tail 20',
      });
    if (part.phase === 'ready' && part.process !== undefined && isAlive(part.process)) return;
    const failure = diagnose(name, part, stack, since);
    if (failure !== undefined) throw failure;
    if (Date.now() > askAt) {
      const reasons = (await servers[name].reasons?.(stack)) ?? [];
      if (reasons.length > 0) tell(reasons);
      askAt = Date.now() + askEveryMs;
    }
    await pause(150);
  }
};

const logSize = ({ places }: Stack, name: ServerName) =>
  existsSync(logFile(places.log, name)) ? statSync(logFile(places.log, name)).size : 0;
