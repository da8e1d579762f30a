import type { Stack } from '../stack.ts';

export const serverNames = [
  'mysql',
  'redis',
  'kafka',
  'connect',
  'elasticsearch',
  'mail',
  'sign-in',
  'concord',
  'search-indexer',
] as const;
export type ServerName = (typeof serverNames)[number];

export type Command = {
  file: string;
  args: readonly string[];
  env: Record<string, string | undefined>;
  cwd: string;
  /** Run as this uid and gid. */
  user: number | undefined;
};

/** What a line of a server's log says about why it cannot run, and the way out. */
export type KnownFailure = {
  pattern: RegExp;
  cause: (match: RegExpExecArray, stack: Stack) => string;
  remedy: string;
  /** It does not end the process, which waits until it is mended. */
  waits?: boolean;
};

/** One process of the stack, as a declaration; the supervisor does the rest. */
export type Server = {
  name: ServerName;
  title: string;
  needs: readonly ServerName[];
  /** The address people and programs use. */
  address: (stack: Stack) => string;
  /** Ports it takes, by the names of the settings. */
  ports: readonly (keyof Stack['settings']['ports'])[];
  /** Makes folders, configuration and first data; run before every start, so it must be idempotent and leave nothing half-made. */
  prepare: (stack: Stack, signal: AbortSignal) => Promise<void>;
  command: (stack: Stack) => Command;
  /** Asks the server itself, once, whether it does its work. */
  ready: (stack: Stack) => Promise<boolean>;
  /** Asks it what it waits for; empty where it cannot tell. */
  reasons?: (stack: Stack) => Promise<readonly string[]>;
  /** After an orderly end. */
  stopped?: (stack: Stack) => void;
  startSeconds: number;
  stopSeconds: number;
  knownFailures: readonly KnownFailure[];
};
