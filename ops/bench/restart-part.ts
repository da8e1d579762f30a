import { setTimeout as pause } from 'node:timers/promises';
import { askRestart, currentState } from '../stack/control.ts';
import { Failure } from '../stack/failure.ts';
import type { Places } from '../stack/places.ts';
import { isAlive } from '../stack/processes.ts';
import type { ServerName } from '../stack/servers/server.ts';

const patienceMs = 120_000;

/** Restarts a part of the running stack; returns when it answers again. */
export const restartPart = async (places: Places, name: ServerName): Promise<void> => {
  const before = askRestart(places, name);
  const deadline = Date.now() + patienceMs;
  while (isAlive(before) || currentState(places)?.parts[name]?.phase !== 'ready') {
    if (Date.now() > deadline)
      throw new Failure({ cause: `${name} did not come back.`, remedy: `Look: ./concord logs ${name} --tail 20` });
    await pause(150);
  }
};
