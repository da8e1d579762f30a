import { setTimeout as pause } from 'node:timers/promises';
import { stackReport, type StackReport } from '../cli/report.ts';
import { exitCodes, Failure } from '../stack/failure.ts';
import { ownCpuSeconds, residentBytes } from '../stack/processes.ts';
import type { Stack } from '../stack/stack.ts';
import { readState } from '../stack/supervisor/state.ts';

/** What one process of the platform needs; the processor as a share of one core. */
export type Need = { readonly part: string; readonly memoryBytes: number; readonly cpuShare: number };
export type Needs = { readonly seconds: number; readonly parts: readonly Need[]; readonly total: Omit<Need, 'part'> };

const report = async (stack: Stack): Promise<StackReport> => {
  const found = await stackReport(stack);
  if (found === undefined)
    throw new Failure({
      cause: 'Concord is not running.',
      remedy: 'Start it: ./concord up',
      exit: exitCodes.notRunning,
    });
  return found;
};

/** Memory and processor time of every process of the stack, over some seconds in which nobody uses it. */
export const measureNeeds = async (stack: Stack, seconds: number, signal: AbortSignal): Promise<Needs> => {
  const supervisor = readState(stack.places)?.supervisor.pid;
  const ownTime = () => (supervisor === undefined ? 0 : ownCpuSeconds(supervisor));
  await report(stack); // so that reading the folders for the first time is not measured
  const [before, ownBefore, began] = [await report(stack), ownTime(), performance.now()];
  await pause(seconds * 1_000, undefined, { signal });
  const lasted = (performance.now() - began) / 1_000;
  const ownAfter = ownTime();
  const after = await report(stack);
  const parts = after.parts.map((part): Need => {
    const earlier = before.parts.find(({ name }) => name === part.name)?.cpuSeconds ?? 0;
    return { part: part.name, memoryBytes: part.memoryBytes, cpuShare: (part.cpuSeconds - earlier) / lasted };
  });
  const own =
    supervisor === undefined
      ? []
      : [{ part: 'supervisor', memoryBytes: residentBytes(supervisor), cpuShare: (ownAfter - ownBefore) / lasted }];
  const all = [...parts, ...own];
  return {
    seconds,
    parts: all,
    total: {
      memoryBytes: all.reduce((sum, { memoryBytes }) => sum + memoryBytes, 0),
      cpuShare: all.reduce((sum, { cpuShare }) => sum + cpuShare, 0),
    },
  };
};
