import { readFileSync } from 'node:fs';
import type { Places } from '../places.ts';
import { allProcesses, identify, isAlive, type ProcessId } from '../processes.ts';
import { servers } from '../servers/index.ts';
import { serverNames } from '../servers/server.ts';
import { adopt, mark, terminate } from './spawn.ts';
import { readState } from './state.ts';

/** Stops what a killed supervisor left behind, dependants first; nothing that was not started by this stack is touched. */
export const stopLeftovers = async (places: Places, keep: readonly ProcessId[] = []): Promise<number> => {
  const parts = readState(places)?.parts ?? {};
  let stopped = 0;
  for (const name of [...serverNames].reverse()) {
    const process_ = parts[name]?.process;
    if (process_ === undefined || !isAlive(process_) || keep.includes(process_)) continue;
    await terminate(adopt(process_), servers[name].stopSeconds);
    stopped += 1;
  }
  const kept = new Set(keep.map(({ pid }) => pid));
  for (const stray of strays(places)) {
    if (kept.has(stray.pid)) continue;
    await terminate(adopt(stray), 10);
    stopped += 1;
  }
  return stopped;
};

/** Processes that carry this stack's mark and lead a session. */
const strays = (places: Places): ProcessId[] => {
  const wanted = Object.entries(mark(places)).map(([name, value]) => `${name}=${value}`);
  return allProcesses().flatMap((pid) => {
    const text = environmentOf(pid);
    const process_ = wanted.every((entry) => text.includes(entry)) ? identify(pid) : undefined;
    return process_ === undefined || !leadsSession(pid) ? [] : [process_];
  });
};

const environmentOf = (pid: number): string[] => {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
  } catch {
    return [];
  }
};

const leadsSession = (pid: number): boolean => {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(text.slice(text.lastIndexOf(')') + 2).split(' ')[3]) === pid;
  } catch {
    return false;
  }
};
