import { currentState } from '../stack/control.ts';
import { folderSize } from '../stack/files.ts';
import type { Places } from '../stack/places.ts';
import { get } from '../stack/probes.ts';
import { cpuSeconds, isAlive, memoryOf, residentBytes, workerOf } from '../stack/processes.ts';
import { servers } from '../stack/servers/index.ts';
import { serverNames, type ServerName } from '../stack/servers/server.ts';
import type { Settings } from '../stack/settings.ts';
import type { Stack } from '../stack/stack.ts';
import { readState, type PartState, type StackState } from '../stack/supervisor/state.ts';
import { freshness, type Freshness } from './freshness.ts';
import { stalledDeletions, type StalledDeletion } from './stalled-deletions.ts';

export type PartReport = {
  name: ServerName;
  state: 'up' | 'silent' | 'starting' | 'waiting' | 'restarting' | 'stopping' | 'gone';
  since: string;
  pid: number | null;
  ports: number[];
  address: string;
  memoryBytes: number;
  cpuSeconds: number;
  restarts: number;
  lastRestart: { at: string; reason: string } | null;
  note: string;
};

export type StackReport = {
  supervised: boolean;
  since: string;
  data: string;
  dataBytes: number;
  memoryBytes: number;
  parts: PartReport[];
  search: Freshness | null;
  stalledDeletions: StalledDeletion[];
};

/** Facts of a stack, probed now: nothing is taken from what a process said of itself earlier. Undefined when nothing runs. */
export const stackReport = async (stack: Stack): Promise<StackReport | undefined> => {
  const state = readState(stack.places);
  if (state === undefined || !anythingRuns(state, stack.places)) return undefined;
  const parts = await Promise.all(
    serverNames.flatMap((name) =>
      state.parts[name] === undefined ? [] : [partReport(name, state.parts[name], stack)],
    ),
  );
  const serves = state.parts.concord !== undefined;
  return {
    supervised: currentState(stack.places) !== undefined,
    since: state.since,
    data: stack.places.data,
    dataBytes: folderSize(stack.places.data),
    memoryBytes: parts.reduce((sum, part) => sum + part.memoryBytes, 0) + residentBytes(state.supervisor.pid),
    parts,
    search: serves ? await freshness(stack) : null,
    stalledDeletions: serves ? await stalledDeletions(stack.settings.ports.internal) : [],
  };
};

/** Is all of it as it should be. */
export const isHealthy = ({ supervised, parts, search }: StackReport): boolean =>
  supervised && parts.every(({ state }) => state === 'up') && search?.fresh !== false;

const anythingRuns = (state: StackState, places: Places) =>
  currentState(places) !== undefined ||
  Object.values(state.parts).some(({ process }) => process !== undefined && isAlive(process));

const partReport = async (name: ServerName, part: PartState, stack: Stack): Promise<PartReport> => {
  const alive = part.process !== undefined && isAlive(part.process);
  const answers = alive && part.phase === 'ready' && (await servers[name].ready(stack));
  return {
    name,
    state: wordFor(part, alive, answers),
    since: part.since,
    pid: alive && part.process !== undefined ? workerOf(part.process.pid) : null,
    ports: servers[name].ports.map((port) => stack.settings.ports[port]),
    address: servers[name].address(stack),
    memoryBytes: alive && part.process !== undefined ? memoryOf(part.process.pid) : 0,
    cpuSeconds: alive && part.process !== undefined ? cpuSeconds(part.process.pid) : 0,
    restarts: part.restartCount,
    lastRestart: part.restarts.at(-1) ?? null,
    note: await noteOn(name, alive, answers, stack),
  };
};

/** One word for a part: what the supervisor knows, corrected by what was found now. */
export const wordFor = (
  part: Pick<PartState, 'phase' | 'process'>,
  alive: boolean,
  answers: boolean,
): PartReport['state'] => {
  if (part.phase === 'ready') return answers ? 'up' : alive ? 'silent' : 'gone';
  if (part.phase === 'backoff') return 'restarting';
  return part.phase === 'stopped' ? 'gone' : part.phase;
};

const noteOn = async (name: ServerName, alive: boolean, answers: boolean, stack: Stack): Promise<string> => {
  if (answers) return name === 'connect' ? connectorNote(stack.settings) : '';
  const reasons = alive ? await servers[name].reasons?.(stack) : undefined;
  return reasons === undefined || reasons.length === 0 ? '' : `waits: ${reasons.join(', ')}`;
};

const connectorNote = async ({ ports }: Settings): Promise<string> => {
  const answer = await get(`http://127.0.0.1:${ports.connect}/connectors?expand=status`);
  const connectors = Object.values(
    (answer?.body ?? {}) as Record<string, { status?: { tasks?: { state: string }[] } }>,
  );
  const failed = connectors
    .flatMap(({ status }) => status?.tasks ?? [])
    .filter((task) => task.state === 'FAILED').length;
  if (failed > 0) return `${failed} of ${connectors.length} connectors failed`;
  return connectors.length === 0
    ? 'no connector yet'
    : connectors.length === 1
      ? '1 connector'
      : `${connectors.length} connectors`;
};
