import { spawn } from 'node:child_process';
import { Failure, interrupted } from './failure.ts';

export type RunOptions = {
  env?: Record<string, string | undefined>;
  cwd?: string;
  /** Run as this user and group (only root may ask for it). */
  user?: number | undefined;
  input?: string;
  signal?: AbortSignal | undefined;
};

export type RunResult = { code: number | null; output: string };

/** Runs a program to its end and returns its exit code and the last 64 kB of what it wrote. Rejects when it cannot be started, and when it was interrupted and is gone. */
export const run = (file: string, args: readonly string[], options: RunOptions = {}): Promise<RunResult> =>
  new Promise((resolve, reject) => {
    const { user, signal } = options;
    const child = spawn(file, args, {
      stdio: ['pipe', 'pipe', 'pipe'],
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
      env: options.env ?? process.env,
      ...(user === undefined ? {} : { uid: user, gid: user }),
      ...(signal === undefined ? {} : { signal }),
    });
    let output = '';
    const collect = (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-65_536);
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.stdin.on('error', () => undefined);
    child.stdin.end(options.input ?? '');
    child.on('error', (error) => {
      if (child.pid === undefined) reject(error);
    });
    child.on('close', (code) => {
      if (signal?.aborted === true) reject(interrupted());
      else resolve({ code, output });
    });
  });

/** Like `run`, but a program that fails becomes a Failure with the last lines it wrote. */
export const mustRun = async (
  what: string,
  file: string,
  args: readonly string[],
  options: RunOptions & { remedy?: string } = {},
): Promise<string> => {
  const { code, output } = await run(file, args, options);
  if (code === 0) return output;
  throw new Failure({
    cause: `${what} failed (exit ${code ?? 'by signal'}): ${lastLines(output, 3)}`,
    remedy: options.remedy,
  });
};

/** The last lines of a program's output that say something, joined for one sentence. */
export const lastLines = (output: string, count: number): string =>
  output
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .slice(-count)
    .join(' | ')
    .slice(-600);

/** Where a program stands on the PATH, or undefined. */
export const which = async (program: string): Promise<string | undefined> => {
  const { code, output } = await run('/bin/sh', ['-c', 'command -v "$0"', program]);
  return code === 0 ? output.trim() : undefined;
};
