import { spawn } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readEnvironment } from '../../ops/stack/environment.ts';
import { places } from '../../ops/stack/places.ts';

const checkout = resolve(import.meta.dirname, '../..');
const state = join(checkout, '.concord-upgrade');
/** Beside a stack with the default ports, and beside that of the tests. */
const portOffset = '5000';

/** Without what the shell or another stack says of itself. */
const ownEnvironment = () => ({
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('CONCORD_'))),
  ...(process.env['CONCORD_CACHE_DIR'] !== undefined && { CONCORD_CACHE_DIR: process.env['CONCORD_CACHE_DIR'] }),
  NODE_OPTIONS: '',
  CONCORD_STATE_DIR: state,
});

const here = places('concord', ownEnvironment());

/** Runs `./concord …` for the stack of this test; gives what it wrote, and throws where it failed. */
export const concord = (...args: readonly string[]): Promise<string> =>
  new Promise((resolved, failed) => {
    const child = spawn(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', join(checkout, 'ops/cli/main.ts'), ...args],
      { env: ownEnvironment(), stdio: ['ignore', 'pipe', 'pipe'] },
    );
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('error', failed);
    child.on('close', (code) => {
      if (code === 0) resolved(output);
      else failed(new Error(`concord ${args.join(' ')}: exit ${String(code)}\n${output}`));
    });
  });

export const up = (...args: readonly string[]): Promise<string> => concord('up', '--port-offset', portOffset, ...args);

/** The addresses and passwords of the stack, once it was started. */
export const environmentOf = (): Record<string, string | undefined> => readEnvironment(here);

/** Makes the data folder know no password but those of these databases, as before there were others. */
export const forgetOtherDatabases = (known: readonly string[]): void => {
  const file = join(here.data, 'secrets.json');
  const secrets = JSON.parse(readFileSync(file, 'utf8')) as { mysql: Record<string, string> };
  const kept = Object.entries(secrets.mysql).filter(([name]) => [...known, 'debezium', 'test'].includes(name));
  writeFileSync(file, JSON.stringify({ ...secrets, mysql: Object.fromEntries(kept) }), { mode: 0o600 });
};

/** Stops what runs of an earlier attempt, or of this one, and deletes its data. */
export const removeStack = async (): Promise<void> => {
  await concord('reset', '--yes').catch(() => undefined);
  for (const folder of [here.data, here.state]) rmSync(folder, { recursive: true, force: true });
};
