import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { setting } from './platform.ts';

const checkout = resolve(import.meta.dirname, '../..');

export interface Answer {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `./concord …` against the stack under test. */
export const concord = (...args: readonly string[]): Promise<Answer> => concordTold('', ...args);

/** The same with this on its standard input. */
export const concordTold = (input: string, ...args: readonly string[]): Promise<Answer> =>
  new Promise((resolved, failed) => {
    const child = spawn(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', join(checkout, 'ops/cli/main.ts'), ...args],
      { env: { ...process.env, NODE_OPTIONS: '', CONCORD_STATE_DIR: setting('CONCORD_TEST_STATE') } },
    );
    child.stdin.end(input);
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    child.on('error', failed);
    child.on('close', (code) => {
      resolved({ code, stdout, stderr });
    });
  });
