import type { Places } from '../stack/places.ts';
import { cpuSeconds } from '../stack/processes.ts';
import { readState } from '../stack/supervisor/state.ts';

/** Who used the processor: parts of the platform by name, and the benchmark itself, as shares of one core. */
export type ProcessorUse = Readonly<Record<string, number>>;

const used = (places: Places): Map<string, number> => {
  const parts = Object.entries(readState(places)?.parts ?? {}).flatMap(([name, { process: running }]) =>
    running === undefined ? [] : [[name, cpuSeconds(running.pid)] as const],
  );
  const { user, system } = process.cpuUsage();
  return new Map([...parts, ['this benchmark', (user + system) / 1e6]]);
};

/** Begins to look at the processor; the result tells who used how much of one core since then. */
export const watchProcessor = (places: Places): (() => ProcessorUse) => {
  const before = used(places);
  const began = performance.now();
  return () => {
    const seconds = (performance.now() - began) / 1_000;
    return Object.fromEntries([...used(places)].map(([name, at]) => [name, (at - (before.get(name) ?? at)) / seconds]));
  };
};
