import { stripVTControlCharacters } from 'node:util';
import Table from 'cli-table3';
import type { CommanderError } from 'commander';
import type { Failure } from '../stack/failure.ts';

const noLines = Object.fromEntries(
  [
    'top',
    'top-mid',
    'top-left',
    'top-right',
    'bottom',
    'bottom-mid',
    'bottom-left',
    'bottom-right',
    'left',
    'left-mid',
    'mid',
    'mid-mid',
    'right',
    'right-mid',
  ].map((name) => [name, '']),
);

/** How wide a line may be: the terminal, or anything where nobody's terminal breaks lines. */
export const screenWidth = (): number => (process.stdout.isTTY ? process.stdout.columns : Infinity);

const drawn = (head: readonly string[], rows: readonly (readonly string[])[]): string[] => {
  const columns = new Table({
    head: [...head],
    chars: { ...noLines, middle: '  ' },
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0, compact: true },
  });
  columns.push(...rows.map((row) => [...row]));
  return columns
    .toString()
    .split('\n')
    .map((line) => `  ${line.trimEnd()}`);
};

/**
 * Columns without lines, as wide as their content, two blanks apart and two blanks in. What stands in the last column, which is for
 * remarks, goes under its row where the row would be too wide.
 */
export const table = (
  head: readonly string[],
  rows: readonly (readonly string[])[],
  width: number = screenWidth(),
): string => {
  const [header = '', ...whole] = drawn(head, rows);
  const [, ...bare] = drawn(
    head,
    rows.map((row) => row.with(-1, '')),
  );
  const fits = (line: string) => stripVTControlCharacters(line).length <= width;
  const lines = rows.flatMap((row, at) => {
    const line = whole[at] ?? '';
    return fits(line) ? [line] : [bare[at] ?? '', `      ${row.at(-1) ?? ''}`];
  });
  return [header, ...lines].join('\n');
};

/** A failure on the screen: the cause with a cross, the remedy under it. */
export const failureText = (failure: Failure): string =>
  [
    `✖ ${failure.message}`,
    ...(failure.remedy === undefined ? [] : failure.remedy.split('\n').map((line) => `  ${line}`)),
  ].join('\n');

/** A mistake in the words of a command, as one sentence with the likely meaning. */
export const usageText = ({ code, message }: Pick<CommanderError, 'code' | 'message'>): string => {
  const text = message.replace(/^error: /, '').replaceAll("'", '"');
  const [cause = text, hint] = text.split('\n');
  const meant = /Did you mean (?:one of )?(.+)\?\)?$/.exec(hint ?? '')?.[1];
  if (meant === undefined) return `✖ ${cause.replace(/\.$/, '')}.  Help: the same command with --help`;
  return `✖ ${cause}. Did you mean: ${code === 'commander.unknownCommand' ? 'concord ' : ''}${meant}`;
};

/** What to say of an error that nobody foresaw: its text, and where more stands. */
export const unknownError = (error: unknown): string => {
  const text = error instanceof Error ? error.message || error.name : String(error);
  return `✖ Something failed that should not: ${text}\n  Please report it with the output of: CONCORD_DEBUG=1 concord …`;
};
