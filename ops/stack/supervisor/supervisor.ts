import { setTimeout as pause } from 'node:timers/promises';
import { identify, isAlive } from '../processes.ts';
import { dependants, servers } from '../servers/index.ts';
import { serverNames, type ServerName } from '../servers/server.ts';
import type { Stack } from '../stack.ts';
import { keepRunning, type Part } from './part.ts';
import { writeState, type PartState, type StackState, type Wanted } from './state.ts';

export type Supervisor = {
  /** Starts, stops and restarts until what runs is what is wanted. */
  reconcile: (wanted: Wanted) => Promise<void>;
  /** Stops everything, dependants first. */
  stop: () => Promise<void>;
};

/** Watches the processes of one stack and writes every change to the state file. */
export const supervise = (stack: Stack, earlier: StackState | undefined, log: (text: string) => void): Supervisor => {
  const parts = new Map<ServerName, Part>();
  const restarts = new Map<ServerName, number>();
  const outlived = Object.values(earlier?.parts ?? {}).some((part) => stillRunning(part) !== undefined);
  const since = outlived && earlier !== undefined ? earlier.since : new Date().toISOString();
  const self = identify(process.pid) ?? { pid: process.pid, started: 0 };

  const save = () => {
    const states = Object.fromEntries([...parts].map(([name, part]) => [name, part.state()]));
    writeState(stack.places, { supervisor: self, since, settings: stack.settings, parts: states });
  };

  const needsMet = (name: ServerName) => async (signal: AbortSignal) => {
    const missing = () => servers[name].needs.some((need) => parts.get(need)?.state().phase !== 'ready');
    while (missing()) await pause(100, undefined, { signal });
  };

  const add = (name: ServerName) => {
    log(`${name} is wanted`);
    const part = keepRunning(servers[name], {
      stack,
      log,
      changed: () => {
        if (parts.has(name)) save();
      },
      needsMet: needsMet(name),
      earlier: stillRunning(earlier?.parts[name]),
    });
    parts.set(name, part);
    save();
  };

  const stopping = new Map<ServerName, Promise<void>>();

  const remove = async (name: ServerName): Promise<void> => {
    await Promise.all(dependants(name, [...parts.keys()]).flatMap((other) => stopping.get(other) ?? []));
    await parts.get(name)?.stop();
    parts.delete(name);
    save();
  };
  const removeAll = async (names: readonly ServerName[]) => {
    for (const name of [...names].reverse()) stopping.set(name, remove(name));
    await Promise.all(stopping.values());
    stopping.clear();
  };

  return {
    reconcile: async (wanted) => {
      await removeAll(serverNames.filter((name) => parts.has(name) && !wanted.parts.includes(name)));
      for (const name of serverNames) if (wanted.parts.includes(name) && !parts.has(name)) add(name);
      for (const [name, part] of parts) {
        const count = wanted.restart[name] ?? 0;
        if (count > (restarts.get(name) ?? count)) part.restart();
        restarts.set(name, count);
      }
      save();
    },
    stop: () => removeAll(serverNames.filter((name) => parts.has(name))),
  };
};

const stillRunning = (part: PartState | undefined): PartState | undefined =>
  part?.process !== undefined && isAlive(part.process)
    ? { ...part, phase: part.phase === 'ready' ? 'ready' : 'starting' }
    : undefined;
