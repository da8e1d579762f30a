import { readJson, writeWhole } from '../files.ts';
import type { Places } from '../places.ts';
import { isAlive, type ProcessId } from '../processes.ts';
import type { ServerName } from '../servers/server.ts';
import type { Settings } from '../settings.ts';

/** `waiting` for what it needs, `starting` until it answers, `ready`, `backoff` before a restart, `stopping`, `stopped`. */
export type Phase = 'waiting' | 'starting' | 'ready' | 'backoff' | 'stopping' | 'stopped';

export type Restart = { at: string; reason: string };

export type PartState = {
  phase: Phase;
  /** Since when it is in this phase. */
  since: string;
  process?: ProcessId | undefined;
  /** Ends in a row without having been ready for a while. */
  failures: number;
  /** The latest ends that were not asked for, oldest first, at most 20. */
  restarts: Restart[];
  restartCount: number;
  /** When a restart is due, in `backoff`. */
  retryAt?: string | undefined;
};

export type StackState = {
  supervisor: ProcessId;
  since: string;
  settings: Settings;
  parts: Partial<Record<ServerName, PartState>>;
};

/** What the command line asks of the supervisor; a higher `restart` count asks for one more restart of that part. */
export type Wanted = { settings: Settings; parts: ServerName[]; restart: Partial<Record<ServerName, number>> };

export const readState = (places: Places): StackState | undefined =>
  readJson(places.stateFile) as StackState | undefined;

export const readWanted = (places: Places): Wanted | undefined => readJson(places.wantedFile) as Wanted | undefined;

export const writeState = (places: Places, state: StackState): void => {
  writeWhole(places.stateFile, JSON.stringify(state, undefined, 1), 0o644);
};

export const writeWanted = (places: Places, wanted: Wanted): void => {
  writeWhole(places.wantedFile, JSON.stringify(wanted, undefined, 1), 0o644);
};

/** Does the supervisor of this state still run. */
export const supervisorRuns = (state: StackState | undefined): state is StackState =>
  state !== undefined && isAlive(state.supervisor);

/** A part in its first phase. */
export const newPart = (now: Date): PartState => ({
  phase: 'waiting',
  since: now.toISOString(),
  failures: 0,
  restarts: [],
  restartCount: 0,
});

/** The part after it went to another phase. */
export const entered = (part: PartState, phase: Phase, now: Date): PartState => ({
  ...part,
  phase,
  since: now.toISOString(),
  retryAt: undefined,
});

/** The part after it ended unasked: the reason is kept, and the restart is due after the wait. */
export const ended = (part: PartState, reason: string, failures: number, waitMs: number, now: Date): PartState => ({
  ...part,
  phase: 'backoff',
  since: now.toISOString(),
  process: undefined,
  failures,
  restarts: [...part.restarts, { at: now.toISOString(), reason }].slice(-20),
  restartCount: part.restartCount + 1,
  retryAt: new Date(now.getTime() + waitMs).toISOString(),
});
