import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { eventually, freePort } from '@concord/testkit';
import { contract } from '@concord/contracts';
import { targetFolders as folders } from '../../ops/cli/commands/serve.ts';

export { folders };
export type TargetName = keyof typeof folders;
export const names = Object.keys(folders) as TargetName[];

export interface Apart {
  /** Where the gateway of these processes listens. */
  readonly baseUrl: string;
  /** Asks all to end and gives their exit codes; a signal's name where one had to be killed. */
  terminate(): Promise<Record<string, number | string>>;
  /** The files under a checkout's folder that a target loaded while it ran, relative to the checkout; known once it has ended. */
  loadedBy(name: TargetName): string[];
  /** Kills what still runs. */
  close(): void;
}

const checkout = resolve(import.meta.dirname, '../..');

/** Starts every target as a process of its own, on ports of their own beside the stack under test, and waits until all are ready. */
export const startApart = async (): Promise<Apart> => {
  const ports = Object.fromEntries(await Promise.all(names.map(async (name) => [name, await freePort()] as const)));
  const gateway = await freePort();
  const records = mkdtempSync(join(tmpdir(), 'concord-apart-'));
  const recordOf = (name: TargetName) => join(records, `${name}.json`);
  const url = (name: TargetName) => `http://127.0.0.1:${ports[name]}`;
  const output = new Map<string, string>();

  const start = (name: TargetName): ChildProcess => {
    const child = spawn(
      process.execPath,
      [
        ...[
          '--disable-warning=ExperimentalWarning',
          '--import',
          pathToFileURL(join(import.meta.dirname, 'record-modules.ts')).href,
        ],
        ...[join(checkout, 'ops/cli/main.ts'), 'serve', '--target', name],
      ],
      {
        stdio: ['ignore', 'pipe', 'pipe'],
        env: {
          ...process.env,
          NODE_OPTIONS: '',
          RECORD_MODULES_TO: recordOf(name),
          CONCORD_PORT: String(gateway),
          CONCORD_INTERNAL_PORT: String(ports[name]),
          ...Object.fromEntries(
            (Object.keys(contract) as (keyof typeof contract)[]).map((one) => [
              `CONCORD_${one.toUpperCase()}_URL`,
              url(one),
            ]),
          ),
        },
      },
    );
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (text) => output.set(name, `${output.get(name) ?? ''}${String(text)}`.slice(-2_000)));
    return child;
  };

  const children = new Map(names.map((name) => [name, start(name)]));
  const ready = async (name: TargetName): Promise<boolean> => {
    const answer = await fetch(`${url(name)}/readyz`, { signal: AbortSignal.timeout(5_000) });
    if (answer.status !== 200) throw new Error(`${name}: ${await answer.text()}\n${output.get(name) ?? ''}`);
    return true;
  };
  for (const name of names) await eventually(() => ready(name), { timeoutMs: 120_000, everyMs: 250 });

  const ended = async (child: ChildProcess): Promise<number | string> => {
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    return child.exitCode ?? child.signalCode ?? 'unknown';
  };
  return {
    baseUrl: `http://127.0.0.1:${gateway}`,
    terminate: async () => {
      for (const child of children.values()) child.kill('SIGTERM');
      return Object.fromEntries(
        await Promise.all([...children].map(async ([name, child]) => [name, await ended(child)] as const)),
      );
    },
    loadedBy: (name) => {
      const addresses = JSON.parse(readFileSync(recordOf(name), 'utf8')) as string[];
      const here = pathToFileURL(`${checkout}/`).href;
      return addresses.filter((address) => address.startsWith(here)).map((address) => address.slice(here.length));
    },
    close: () => {
      for (const child of children.values()) child.kill('SIGKILL');
      rmSync(records, { recursive: true, force: true });
    },
  };
};
