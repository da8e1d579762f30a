import type { Places } from '../stack/places.ts';
import { memoryOf, residentBytes } from '../stack/processes.ts';
import { readState } from '../stack/supervisor/state.ts';

/** Resident bytes of every part of the platform, with its descendants, and of its supervisor. */
export type MemoryUse = Readonly<Record<string, number>>;

export const memoryUse = (places: Places): MemoryUse => {
  const state = readState(places);
  const parts = Object.entries(state?.parts ?? {}).flatMap(([name, { process: running }]) =>
    running === undefined ? [] : [[name, memoryOf(running.pid)] as const],
  );
  const supervisor = state === undefined ? [] : [['supervisor', residentBytes(state.supervisor.pid)] as const];
  return Object.fromEntries([...parts, ...supervisor]);
};

export const inAll = (memory: MemoryUse): number => Object.values(memory).reduce((sum, bytes) => sum + bytes, 0);
