import { spawn } from 'node:child_process';
import { closeSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type { Places } from '../places.ts';
import { identify, isAlive, killRest, memoryKills, signalGroup, type ProcessId } from '../processes.ts';
import type { Command } from '../servers/server.ts';
import { openLog } from './log-file.ts';
import type { End } from './reason.ts';

/** A running process and its end. */
export type Running = { process: ProcessId; end: Promise<End> };

/** Set for every process of a stack, so that what a killed supervisor left can be recognised without doubt. */
export const mark = (places: Places): Record<string, string> => ({ CONCORD_SUPERVISED_IN: places.state });

/** Starts a process in a session of its own that writes straight to its log, so that it outlives the supervisor. */
export const start = (name: string, command: Command, places: Places): Promise<Running> =>
  new Promise((resolve, reject) => {
    const log = openLog(places.log, name);
    const kills = memoryKills();
    const child = spawn(command.file, command.args, {
      cwd: command.cwd,
      env: { ...command.env, ...mark(places) },
      detached: true,
      stdio: ['ignore', log, log],
      ...(command.user === undefined ? {} : { uid: command.user, gid: command.user }),
    });
    closeSync(log);
    const end = new Promise<End>((ended) => {
      child.on('exit', (code, signal) => {
        if (child.pid !== undefined) killRest(child.pid);
        ended({ code, signal, memoryKill: memoryKills() > kills });
      });
    });
    child.on('error', reject);
    child.on('spawn', () => {
      const process_ = child.pid === undefined ? undefined : identify(child.pid);
      resolve({ process: process_ ?? { pid: child.pid ?? 0, started: 0 }, end });
    });
  });

/** Takes over a process that an earlier supervisor started. Its exit code stays unknown, since it is not our child. */
export const adopt = (process_: ProcessId): Running => ({ process: process_, end: goneBy(process_) });

const goneBy = async (process_: ProcessId): Promise<End> => {
  while (isAlive(process_)) await pause(500);
  killRest(process_.pid);
  return { code: null, signal: null, memoryKill: false };
};

/** Asks a process to end, and kills it and its group when it has not after the time. */
export const terminate = async ({ process: process_, end }: Running, seconds: number): Promise<void> => {
  signalGroup(process_, 'SIGTERM');
  const timer = setTimeout(() => signalGroup(process_, 'SIGKILL'), seconds * 1_000);
  await end;
  clearTimeout(timer);
};
