import { existsSync, readdirSync, statSync, watch } from 'node:fs';
import { join } from 'node:path';
import { exitCodes, Failure } from '../../stack/failure.ts';
import { logFile, tailOf } from '../../stack/supervisor/log-file.ts';
import type { AddCommand } from '../cli.ts';
import { wholeNumber } from '../whole-number.ts';
import { partNames } from './up.ts';

export const logs: AddCommand = (program, cli) => {
  program
    .command('logs [name]')
    .description('Show the last lines of one log, or of all.')
    .option('-f, --follow', 'go on printing what is added')
    .option('--tail <n>', 'how many lines', wholeNumber, 40)
    .addHelpText(
      'before',
      'Examples:\n  concord logs\n  concord logs elasticsearch --tail 100\n  concord logs concord -f\n',
    )
    .action(async (name: string | undefined, { follow, tail }: { follow?: boolean; tail: number }) => {
      const { log } = cli.places();
      const names = name === undefined ? known(log) : [name === 'supervisor' ? name : (partNames(name)[0] ?? name)];
      if (!names.some((one) => existsSync(logFile(log, one))))
        throw new Failure({
          cause: `There is no log${name === undefined ? '' : ` of ${name}`} yet.`,
          remedy: 'Start the platform: ./concord up',
          exit: exitCodes.notRunning,
        });
      const sizes = new Map(names.map((one) => [one, size(logFile(log, one))]));
      const print = (one: string, text: string) => {
        for (const line of text.split('\n'))
          process.stdout.write(names.length > 1 ? `${one.padEnd(14)} ${line}\n` : `${line}\n`);
      };
      for (const one of names) {
        const lines = lastLines(tailOf(logFile(log, one), 0, 1_000_000), tail);
        if (lines.length > 0) print(one, lines.join('\n'));
      }
      if (follow === true) await followAll(log, names, sizes, print, cli.signal);
    });
};

const known = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((file) => file.endsWith('.log'))
        .map((file) => file.slice(0, -4))
    : [];

/** The last lines of a text, without the empty one after the final line break. */
export const lastLines = (text: string, count: number): string[] => {
  const lines = text.replace(/\n$/, '').split('\n');
  return text === '' ? [] : lines.slice(-count);
};

const size = (file: string) => (existsSync(file) ? statSync(file).size : 0);

const followAll = (
  folder: string,
  names: readonly string[],
  sizes: Map<string, number>,
  print: (name: string, text: string) => void,
  signal: AbortSignal,
) =>
  new Promise<void>((resolve) => {
    const more = (_: unknown, file: string | null) => {
      const name = file?.slice(0, -4) ?? '';
      if (!names.includes(name)) return;
      const path = join(folder, `${name}.log`);
      const from = sizes.get(name) ?? 0;
      const now = size(path);
      sizes.set(name, now);
      if (now !== from) print(name, tailOf(path, now < from ? 0 : from, 1_000_000).replace(/\n$/, ''));
    };
    const watcher = watch(folder, more);
    signal.addEventListener('abort', () => {
      watcher.close();
      resolve();
    });
  });
