import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** A process and when it began (clock ticks since boot): together they name it for ever, although the number is used again. */
export type ProcessId = { pid: number; started: number };

/** When a process began, or undefined when there is none with this number (a zombie counts as none). */
export const startedAt = (pid: number): number | undefined => {
  const fields = statFields(pid);
  return fields === undefined || fields[0] === 'Z' || fields[0] === 'X' ? undefined : Number(fields[19]);
};

export const identify = (pid: number): ProcessId | undefined => {
  const started = startedAt(pid);
  return started === undefined ? undefined : { pid, started };
};

/** Does exactly this process still run. */
export const isAlive = ({ pid, started }: ProcessId): boolean => startedAt(pid) === started;

/** Sends a signal to exactly this process's group (its own session), never to one that only got its number. */
export const signalGroup = (process_: ProcessId, signal: NodeJS.Signals): boolean => {
  if (!isAlive(process_)) return false;
  return send(-process_.pid, signal) || send(process_.pid, signal);
};

/** Kills what is left in a process group after its leader is gone. */
export const killRest = (group: number): void => {
  if (groupMembers(group).length > 0) send(-group, 'SIGKILL');
};

/** Resident memory in bytes of a process and all its descendants. */
export const memoryOf = (pid: number): number => family(pid).reduce((sum, member) => sum + residentBytes(member), 0);

/** The member of the family that does the work: the one with the most memory (Elasticsearch has a small parent). */
export const workerOf = (pid: number): number =>
  family(pid).reduce((best, member) => (residentBytes(member) > residentBytes(best) ? member : best), pid);

/** User and kernel time used so far by a process and its descendants, in seconds. */
export const cpuSeconds = (pid: number): number => family(pid).reduce((sum, member) => sum + ownCpuSeconds(member), 0);

/** The same of a process without its descendants. */
export const ownCpuSeconds = (pid: number): number => {
  const fields = statFields(pid);
  return (Number(fields?.[11] ?? 0) + Number(fields?.[12] ?? 0)) / 100;
};

/** Command line, owner and working folder of a process, as far as this user may see. */
export const describeProcess = (
  pid: number,
): { command: string; user: number | undefined; folder: string | undefined } => ({
  command: read(`/proc/${pid}/cmdline`)?.replaceAll('\0', ' ').trim() ?? '',
  user: numberAfter(/^Uid:\s+(\d+)/m, read(`/proc/${pid}/status`)),
  folder: link(`/proc/${pid}/cwd`),
});

/** How often the kernel has killed for lack of memory since boot. */
export const memoryKills = (): number => numberAfter(/^oom_kill (\d+)/m, read('/proc/vmstat')) ?? 0;

/** Memory a new program could get, in bytes. */
export const availableMemory = (): number =>
  (numberAfter(/^MemAvailable:\s+(\d+)/m, read('/proc/meminfo')) ?? 0) * 1024;

/** All process numbers of this machine. */
export const allProcesses = (): number[] => numbersIn('/proc');

/** The parent of a process. */
export const parentOf = (pid: number): number | undefined => {
  const parent = statFields(pid)?.[1];
  return parent === undefined ? undefined : Number(parent);
};

const family = (pid: number): number[] => [pid, ...children(pid).flatMap(family)];

const children = (pid: number): number[] =>
  numbersIn(`/proc/${pid}/task`).flatMap((thread) =>
    (read(`/proc/${pid}/task/${thread}/children`) ?? '')
      .split(' ')
      .filter((text) => text !== '')
      .map(Number),
  );

const groupMembers = (group: number) =>
  allProcesses().filter((pid) => Number(statFields(pid)?.[2]) === group && startedAt(pid) !== undefined);

/** Resident memory in bytes of one process. */
export const residentBytes = (pid: number): number =>
  (numberAfter(/^VmRSS:\s+(\d+)/m, read(`/proc/${pid}/status`)) ?? 0) * 1024;

/** The fields of /proc/<pid>/stat after the name, which may hold blanks (proc(5): 0 is the state, 1 the parent, 2 the group). */
const statFields = (pid: number): string[] | undefined => {
  const text = read(`/proc/${pid}/stat`);
  return text?.slice(text.lastIndexOf(')') + 2).split(' ');
};

const numberAfter = (pattern: RegExp, text: string | undefined): number | undefined => {
  const found = text === undefined ? undefined : pattern.exec(text)?.[1];
  return found === undefined ? undefined : Number(found);
};

const numbersIn = (folder: string): number[] => {
  try {
    return readdirSync(folder)
      .filter((name) => /^\d+$/.test(name))
      .map(Number);
  } catch {
    return [];
  }
};

const send = (target: number, signal: NodeJS.Signals): boolean => {
  try {
    return process.kill(target, signal);
  } catch {
    return false;
  }
};

const read = (file: string): string | undefined => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
};

const link = (file: string): string | undefined => {
  try {
    return readlinkSync(file);
  } catch {
    return undefined;
  }
};
