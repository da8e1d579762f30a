import { styleText } from 'node:util';
import type { Command } from 'commander';
import { places, type Places, type StackName } from '../stack/places.ts';

export type GlobalOptions = { json?: boolean; quiet?: boolean; input?: boolean; yes?: boolean; timeout?: string };

/** What every command is given: where it prints, what was asked of all commands, and the end of patience. */
export type Cli = {
  /** Aborted by Ctrl-C and SIGTERM. */
  signal: AbortSignal;
  options: () => GlobalOptions;
  places: (name?: StackName) => Places;
  /** A line for a person; silent with --quiet and with --json. */
  say: (text?: string) => void;
  /** The facts of a command as one JSON document, with --json only. */
  json: (value: unknown) => void;
  /** May we ask, and draw. */
  interactive: () => boolean;
};

/** Adds one command, with its help and its action, to the program. */
export type AddCommand = (program: Command, cli: Cli) => void;

export const openCli = (program: Command, signal: AbortSignal): Cli => {
  const options = () => program.opts<GlobalOptions>();
  return {
    signal,
    options,
    places,
    say: (text = '') => {
      if (options().quiet !== true && options().json !== true) process.stdout.write(`${text}\n`);
    },
    json: (value) => {
      if (options().json === true) process.stdout.write(`${JSON.stringify(value, undefined, 2)}\n`);
    },
    interactive: () =>
      process.stdout.isTTY && process.stdin.isTTY && options().input !== false && options().json !== true,
  };
};

type Style = Parameters<typeof styleText>[0];

/** Colours a text when a person looks at it. */
export const paint = (style: Style, text: string): string =>
  styleText(style, text, { stream: process.stdout, validateStream: true });

export const good = (): string => paint('green', '✔');
export const bad = (): string => paint('red', '✖');
export const doubtful = (): string => paint('yellow', '▲');
