import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readJson } from '../../stack/files.ts';
import { interrupted } from '../../stack/failure.ts';
import { jestTally, type Tally } from './tally.ts';
import type { Stage } from './stages.ts';

export type StageSurroundings = {
  checkout: string;
  env: Record<string, string | undefined>;
  patterns: readonly string[];
  signal: AbortSignal;
};

/** Runs one stage with its output on the screen and counts what passed and failed. */
export const runStage = async (stage: Stage, surroundings: StageSurroundings): Promise<Tally> => {
  if (stage.jest) return runJest(stage, surroundings);
  let code = 0;
  for (const [program = '', ...args] of stage.commands) code ||= await runTool(program, args, surroundings);
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 };
};

const runJest = async (stage: Stage, surroundings: StageSurroundings): Promise<Tally> => {
  const outputFile = join(tmpdir(), `concord-jest-${process.pid}-${stage.name}.json`);
  const [program = 'jest', ...args] = stage.commands[0] ?? [];
  const code = await runTool(
    program,
    [...args, '--json', `--outputFile=${outputFile}`, ...surroundings.patterns],
    surroundings,
  );
  const result = readJson(outputFile);
  rmSync(outputFile, { force: true });
  if (result === undefined) return { passed: 0, failed: 1 };
  const tally = jestTally(result as Parameters<typeof jestTally>[0]);
  return code !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
};

const runTool = (
  program: string,
  args: readonly string[],
  { checkout, env, signal }: StageSurroundings,
): Promise<number> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(checkout, 'node_modules/.bin', program), ...args], {
      cwd: checkout,
      env: { ...env, NODE_OPTIONS: nodeOptions },
      stdio: ['ignore', program === 'jest' ? 'ignore' : 'inherit', 'inherit'],
      signal,
    });
    child.on('error', (error) => {
      reject(signal.aborted ? interrupted() : error);
    });
    child.on('close', (code) => {
      if (signal.aborted) reject(interrupted());
      else resolve(code ?? 1);
    });
  });

/** Jest runs ES modules only with the first of these flags. */
const nodeOptions = '--experimental-vm-modules --disable-warning=ExperimentalWarning';
