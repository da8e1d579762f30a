import { setTimeout as pause } from 'node:timers/promises';
import { contract } from '@concord/contracts';
import { targetNames } from '../../cli/commands/serve.ts';
import { currentState, keepOnly, want } from '../../stack/control.ts';
import { readEnvironment } from '../../stack/environment.ts';
import { Failure } from '../../stack/failure.ts';
import { get } from '../../stack/probes.ts';
import { isAlive } from '../../stack/processes.ts';
import { serverNames } from '../../stack/servers/server.ts';
import type { Stack } from '../../stack/stack.ts';
import { endProcess, freePort, serveTargets } from '../serve-target.ts';

export type OneApart = {
  /** Kills the service's process. */
  kill(): Promise<void>;
  /** Starts it again; returns when it is ready. */
  start(): Promise<void>;
};

const patienceMs = 120_000;

const until = async (what: string, signal: AbortSignal, reached: () => Promise<boolean> | boolean): Promise<void> => {
  const deadline = Date.now() + patienceMs;
  while (!(await reached())) {
    if (Date.now() > deadline)
      throw new Failure({ cause: `${what} takes longer than two minutes.`, remedy: 'Look: ./concord status' });
    await pause(100, undefined, { signal });
  }
};

const ready = async (port: number) => (await get(`http://127.0.0.1:${String(port)}/readyz`))?.status === 200;

/** Ends the part that runs all services in one process. */
const endTogether = async ({ places }: Stack, signal: AbortSignal): Promise<void> => {
  const running = currentState(places)?.parts.concord?.process;
  keepOnly(
    places,
    serverNames.filter((name) => name !== 'concord'),
  );
  await until('Stopping Concord', signal, () => running === undefined || !isAlive(running));
};

/**
 * Serves one service in a process of its own and all others in another, instead of all in one, until `later` undoes it: then the stack
 * runs again as it did.
 */
export const oneApart = async (
  stack: Stack,
  service: keyof typeof contract,
  later: (undo: () => Promise<unknown>) => void,
  signal: AbortSignal,
): Promise<OneApart> => {
  const { places, settings } = stack;
  const [together, alone] = [settings.ports.internal, await freePort()];
  const url = (port: number) => `http://127.0.0.1:${String(port)}`;
  const env = {
    ...readEnvironment(places),
    ...Object.fromEntries(
      Object.keys(contract).map((name) => [
        `CONCORD_${name.toUpperCase()}_URL`,
        url(name === service ? alone : together),
      ]),
    ),
  };
  const serve = (targets: readonly string[], port: number) =>
    serveTargets(places.checkout, targets.join(','), { ...env, CONCORD_INTERNAL_PORT: String(port) });

  later(() => want(places, settings, ['concord']));
  await endTogether(stack, signal);
  const others = serve(
    targetNames('all').filter((name) => name !== service),
    together,
  );
  later(() => endProcess(others, 'SIGTERM'));
  let one = serve([service], alone);
  later(() => endProcess(one, 'SIGTERM'));
  await until('Starting the services', signal, async () => (await ready(together)) && (await ready(alone)));
  return {
    kill: () => endProcess(one, 'SIGKILL'),
    start: async () => {
      one = serve([service], alone);
      await until(`Starting ${service}`, signal, () => ready(alone));
    },
  };
};
