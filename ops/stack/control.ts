import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { exitCodes, Failure } from './failure.ts';
import type { Places } from './places.ts';
import { isAlive, type ProcessId } from './processes.ts';
import type { ServerName } from './servers/server.ts';
import type { Settings } from './settings.ts';
import { stopLeftovers } from './supervisor/leftovers.ts';
import { openLog } from './supervisor/log-file.ts';
import { readState, readWanted, supervisorRuns, writeWanted, type StackState } from './supervisor/state.ts';

/** Asks that these parts run as well as those that already do; starts the supervisor when there is none. Returns when it has taken note. */
export const want = async (places: Places, settings: Settings, names: readonly ServerName[]): Promise<void> => {
  const state = readState(places);
  const running = supervisorRuns(state);
  const earlier = readWanted(places);
  const kept = (earlier?.parts ?? []).filter((name) => running || stillRuns(state, name));
  const parts = [...new Set([...kept, ...names])];
  writeWanted(places, { settings, parts, restart: earlier?.restart ?? {} });
  if (running) process.kill(state.supervisor.pid, 'SIGHUP');
  else startSupervisor(places, settings);
  await noted(places, names);
};

/** Asks that of what is wanted only these parts go on. */
export const keepOnly = (places: Places, names: readonly ServerName[]): void => {
  const state = readState(places);
  const wanted = readWanted(places);
  if (wanted === undefined || !supervisorRuns(state)) return;
  writeWanted(places, { ...wanted, parts: wanted.parts.filter((name) => names.includes(name)) });
  process.kill(state.supervisor.pid, 'SIGHUP');
};

/** Asks for one orderly restart of a part; gives the process that will end. Throws where the part does not run. */
export const askRestart = (places: Places, name: ServerName): ProcessId => {
  const state = currentState(places);
  const wanted = readWanted(places);
  const running = state?.parts[name]?.process;
  if (wanted === undefined || state === undefined || running === undefined)
    throw new Failure({
      cause: `${name} is not running.`,
      remedy: 'Start it: ./concord up',
      exit: exitCodes.notRunning,
    });
  writeWanted(places, { ...wanted, restart: { ...wanted.restart, [name]: (wanted.restart[name] ?? 0) + 1 } });
  process.kill(state.supervisor.pid, 'SIGHUP');
  return running;
};

/** The state while a supervisor runs; undefined otherwise. */
export const currentState = (places: Places): StackState | undefined => {
  const state = readState(places);
  return supervisorRuns(state) ? state : undefined;
};

/** Stops the stack, dependants first, also when its supervisor was killed; says whether anything ran. */
export const stopStack = async (places: Places): Promise<boolean> => {
  const state = readState(places);
  const running = supervisorRuns(state);
  if (running) {
    process.kill(state.supervisor.pid, 'SIGTERM');
    while (supervisorRuns(state)) await pause(50);
  }
  const left = await stopLeftovers(places);
  rmSync(places.stateFile, { force: true });
  rmSync(places.wantedFile, { force: true });
  return running || left > 0;
};

/** Parts that outlived a killed supervisor are taken over with the others. */
const stillRuns = (state: StackState | undefined, name: ServerName) => {
  const process_ = state?.parts[name]?.process;
  return process_ !== undefined && isAlive(process_);
};

const startSupervisor = (places: Places, settings: Settings) => {
  mkdirSync(places.log, { recursive: true });
  const log = openLog(places.log, 'supervisor');
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', join(import.meta.dirname, 'supervisor/main.ts'), settings.name],
    { cwd: places.checkout, detached: true, stdio: ['ignore', log, log] },
  );
  closeSync(log);
  child.unref();
};

const noted = async (places: Places, names: readonly ServerName[]) => {
  const deadline = Date.now() + 15_000;
  while (Date.now() < deadline) {
    await pause(50);
    const state = currentState(places);
    if (state !== undefined && names.every((name) => state.parts[name] !== undefined)) return;
  }
  throw new Failure({
    cause: 'The supervisor did not start within 15 s.',
    remedy: `Its last lines: ${join(places.log, 'supervisor.log')}`,
  });
};
