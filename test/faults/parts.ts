import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from '@concord/testkit';
import { askRestart } from '../../ops/stack/control.ts';
import { places } from '../../ops/stack/places.ts';
import { signalGroup } from '../../ops/stack/processes.ts';
import type { ServerName } from '../../ops/stack/servers/server.ts';
import { readState, type PartState } from '../../ops/stack/supervisor/state.ts';
import { concord } from '../e2e/command-line.ts';
import { setting } from '../e2e/platform.ts';

const here = places('concord', { ...process.env, CONCORD_STATE_DIR: setting('CONCORD_TEST_STATE') });

const partState = (name: ServerName): PartState => {
  const part = readState(here)?.parts[name];
  if (part === undefined) throw new Error(`the stack under test has no ${name}`);
  return part;
};

const processOf = (name: ServerName) => {
  const { process: running } = partState(name);
  if (running === undefined) throw new Error(`${name} does not run`);
  return running;
};

/** Sends a signal to a part and all that belongs to it. */
export const signal = (name: ServerName, what: NodeJS.Signals): void => {
  if (!signalGroup(processOf(name), what)) throw new Error(`${name} could not be sent ${what}`);
};

/** Waits until another process than this one answers as the part. */
const untilReplaced = (name: ServerName, before: number): Promise<true> =>
  eventually(
    () => {
      const { phase, process: running } = partState(name);
      return phase === 'ready' && running !== undefined && running.pid !== before ? (true as const) : null;
    },
    { timeoutMs: 300_000, everyMs: 100 },
  );

/** Kills a part at once; gives a wait until the supervisor has it running again. Nobody else lends a hand. */
export const kill = (name: ServerName): { back(): Promise<true> } => {
  const { pid } = processOf(name);
  signal(name, 'SIGKILL');
  return { back: () => untilReplaced(name, pid) };
};

/** Ends a part in order and waits until its successor answers. */
export const restart = async (name: ServerName): Promise<void> => {
  const { pid } = processOf(name);
  askRestart(here, name);
  await untilReplaced(name, pid);
};

export interface Status {
  readonly healthy: boolean;
  readonly parts: readonly { readonly name: string; readonly state: string }[];
  readonly search: { readonly fresh: boolean; readonly lastCanaryMs: number | null; readonly reason?: string };
}

/** What `./concord status --json` says of the stack under test, whatever its exit code. */
export const status = async (): Promise<Status> => {
  const { stdout } = await concord('status', '--json');
  return JSON.parse(stdout) as Status;
};

/** Adds a measurement to `faults.log` beside the logs of the servers. */
export const note = (what: string, since: number): void => {
  const seconds = ((performance.now() - since) / 1_000).toFixed(1);
  appendFileSync(join(here.log, 'faults.log'), `${new Date().toISOString()} ${what}: ${seconds} s\n`);
};

/** Shows figures of a proof, and adds them to `faults.log`. */
export const figures = (what: string, all: Readonly<Record<string, number | string>>): void => {
  const text = Object.entries(all)
    .map(([name, value]) => `${name} ${value.toLocaleString('en')}`)
    .join(' · ');
  process.stderr.write(`  ${what}: ${text}\n`);
  appendFileSync(join(here.log, 'faults.log'), `${new Date().toISOString()} ${what}: ${text}\n`);
};
