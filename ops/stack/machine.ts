import { accessSync, constants, existsSync, mkdirSync, readFileSync, statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import { Failure } from './failure.ts';
import { missingParts } from './fetch/index.ts';
import { findJava, type Java } from './fetch/java.ts';
import type { Places } from './places.ts';
import { portHolder, type Holder } from './ports.ts';
import { availableMemory, describeProcess, memoryOf, parentOf } from './processes.ts';
import { run } from './run.ts';
import { servers } from './servers/index.ts';
import type { ServerName } from './servers/server.ts';
import type { PortName, Settings } from './settings.ts';
import { nobody } from './stack.ts';
import type { StackState } from './supervisor/state.ts';
import { bytes, gigabytes } from './units.ts';
import { downloadSizes, memoryNeeded, versions } from './versions.ts';

/** One fact about this machine: good, or what is wrong with it. */
export type Check = { name: string; ok: boolean; text: string; remedy?: string | undefined };

/** Ports of these parts that somebody else holds, each with who it is and the way out. */
export const portChecks = (settings: Settings, names: readonly ServerName[]): Check[] =>
  names.flatMap((name) =>
    servers[name].ports.flatMap((port) => {
      const holder = portHolder(settings.ports[port]);
      return holder === undefined
        ? []
        : [{ name: `port ${settings.ports[port]}`, ok: false, ...takenPort(port, settings.ports[port], holder) }];
    }),
  );

/** Enough free memory for the parts that do not run yet. */
export const memoryCheck = (
  settings: Settings,
  state: StackState | undefined,
  available = availableMemory(),
): Check => {
  const running = Object.values(state?.parts ?? {}).reduce(
    (sum, part) => sum + (part.process === undefined ? 0 : memoryOf(part.process.pid)),
    0,
  );
  const needed = memoryNeeded[settings.memory];
  const ok = available + running >= needed;
  return {
    name: 'memory',
    ok,
    text: ok
      ? `${gigabytes(available)} free memory (needs ${gigabytes(Math.max(0, needed - running))})`
      : `Only ${gigabytes(available)} of memory are free; Concord needs ${gigabytes(needed)}.`,
    ...(ok
      ? {}
      : { remedy: settings.memory === 'small' ? 'End some programs first.' : 'Start smaller: ./concord up --small' }),
  };
};

/** Enough free disk for what must still be fetched and for some days of data. */
export const diskChecks = (places: Places, names: readonly ServerName[]): Check[] => {
  const missing = missingParts(places, names).reduce((sum, part) => sum + downloadSizes[part.name] * 1.6, 0);
  const cache = disk('cache', places.cache, missing);
  const data = disk('data', places.data, 1e9);
  return [...(missing > 0 ? [cache] : []), data];
};

/** Java of a supported version, or the promise that it can be installed. */
export const javaCheck = async (): Promise<Check & { java: Java | undefined }> => {
  const java = await findJava();
  const text =
    java === undefined
      ? `no Java ${versions.java.oldest} to ${versions.java.newest} yet: the distribution's own will be installed`
      : `Java ${java.version}`;
  return { name: 'java', ok: java !== undefined, text, java };
};

/** May we write where we must, and may the servers' own user enter its folder. */
export const rightsChecks = async (places: Places, names: readonly ServerName[]): Promise<Check[]> => {
  const bad: Check[] = [];
  const fetches = missingParts(places, names).length > 0;
  for (const folder of [places.state, places.data, ...(fetches ? [places.cache] : [])]) {
    try {
      mkdirSync(folder, { recursive: true });
      accessSync(folder, constants.W_OK | constants.X_OK);
    } catch (error) {
      bad.push({
        name: 'rights',
        ok: false,
        text: `${folder} cannot be written: ${(error as Error).message}.`,
        remedy: 'Give the folder to this user, or set CONCORD_STATE_DIR, CONCORD_DATA_DIR or CONCORD_CACHE_DIR.',
      });
    }
  }
  if (bad.length === 0 && process.getuid?.() === 0)
    for (const folder of [places.data, places.cache])
      if ((await run('test', ['-x', folder], { user: nobody })).code !== 0)
        bad.push({
          name: 'rights',
          ok: false,
          text: `The servers run as user nobody, who cannot enter ${folder}.`,
          remedy: 'Make the folders above it passable (chmod a+x), or set CONCORD_DATA_DIR or CONCORD_CACHE_DIR.',
        });
  return bad;
};

/** Turns the first thing that is wrong into the failure of a command. */
export const refuse = (checks: readonly Check[]): void => {
  const bad = checks.find((check) => !check.ok);
  if (bad !== undefined) throw new Failure({ cause: bad.text, remedy: bad.remedy });
};

const disk = (name: string, folder: string, needed: number): Check => {
  const { bavail, bsize } = statfsSync(existing(folder));
  const free = bavail * bsize;
  const ok = free >= needed;
  return {
    name: 'disk',
    ok,
    text: ok
      ? `${gigabytes(free)} disk for ${name} (needs ${gigabytes(needed)})`
      : `Only ${bytes(free)} are free for the ${name} in ${folder}; ${gigabytes(needed)} are needed.`,
    ...(ok
      ? {}
      : { remedy: `Free some space, or choose another disk: CONCORD_${name.toUpperCase()}_DIR=/other/folder` }),
  };
};

const existing = (folder: string): string => (existsSync(folder) ? folder : existing(dirname(folder)));

const takenPort = (name: PortName, port: number, holder: Holder): Pick<Check, 'text' | 'remedy'> => {
  const other = holder.pid === undefined ? undefined : concordOf(holder.pid);
  const who =
    holder.pid === undefined
      ? `a program of user ${userName(holder.user)}`
      : `${programName(holder.pid)} (pid ${holder.pid}, user ${userName(holder.user)}${other === undefined ? '' : `, Concord in ${other}`})`;
  return {
    text: `Port ${port} is taken by ${who}.`,
    remedy:
      other === undefined
        ? `Use another, here and with demo: ./concord up --port ${name}=${port + 1}    or stop that program`
        : `Run beside it: ./concord up --port-offset 1000, or demo with the same    or stop it there: ${other}/concord down`,
  };
};

/** The program's own name; for Java the main class says more. */
export const programName = (pid: number): string => {
  const words = describeProcess(pid).command.split(' ');
  const program = words.find((word) => !/ld-linux|^--library-path$|^\/.*:\//.test(word)) ?? '';
  const base = program.split('/').at(-1) ?? program;
  const known = ['elasticsearch', 'ConnectDistributed', 'kafka.Kafka'].find(
    (text) => base === 'java' && words.some((word) => word.includes(text)),
  );
  return known === undefined ? base || 'another program' : `${base} "${known}"`;
};

/** The checkout whose Concord started this process: its supervisor is above it, where a server has a launcher not right above. */
const concordOf = (pid: number): string | undefined => {
  for (let above = parentOf(pid); above !== undefined && above > 1; above = parentOf(above)) {
    const checkout = /(\S+)\/ops\/stack\/supervisor\/main\.ts/.exec(describeProcess(above).command)?.[1];
    if (checkout !== undefined) return checkout;
  }
  return undefined;
};

const userName = (uid: number): string => {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((text) => text.split(':')[2] === String(uid));
  return line?.split(':')[0] ?? String(uid);
};
