import { Failure } from './failure.ts';
import type { Stack } from './stack.ts';
import { availableMemory } from './processes.ts';
import { servers } from './servers/index.ts';
import type { KnownFailure, ServerName } from './servers/server.ts';
import { logFile, tailOf } from './supervisor/log-file.ts';
import type { PartState } from './supervisor/state.ts';
import { bytes, clock } from './units.ts';

/** Where a wait for a part began: what lies before does not count. */
export type Beginning = { at: number; logSize: number };

/** What a part's log and ends since the beginning say about why it does not run; undefined while that may still pass. */
export const diagnose = (name: ServerName, part: PartState, stack: Stack, since: Beginning): Failure | undefined => {
  const ends = part.restarts.filter(({ at }) => Date.parse(at) >= since.at);
  const last = ends.at(-1);
  // While it has not ended, only what it waits for can be why; most parts say nothing of the kind, and their log need not be read.
  const possible = servers[name].knownFailures.filter(({ waits }) => last !== undefined || waits === true);
  if (possible.length > 0) {
    const known = firstOf(possible, tailOf(logFile(stack.places.log, name), since.logSize), stack);
    if (known !== undefined) return known;
  }
  if (last === undefined) return undefined;
  if (last.reason.includes('lack of memory')) return outOfMemory(name, last.at);
  if (ends.length < 3) return undefined;
  return new Failure({
    cause: `${servers[name].title} did not come up: it ended ${ends.length} times (${last.reason}, ${clock(last.at)}).`,
    remedy: `Its last lines: ./concord logs ${name} --tail 20`,
  });
};

/** The first known failure of a part in a log text, as cause and remedy. */
export const knownFailure = (name: ServerName, log: string, stack: Stack): Failure | undefined =>
  firstOf(servers[name].knownFailures, log, stack);

const firstOf = (failures: readonly KnownFailure[], log: string, stack: Stack): Failure | undefined => {
  for (const { pattern, cause, remedy } of failures) {
    const match = pattern.exec(log);
    if (match !== null) return new Failure({ cause: cause(match, stack), remedy });
  }
  return undefined;
};

const outOfMemory = (name: ServerName, at: string) =>
  new Failure({
    cause: `${servers[name].title} was killed by the system for lack of memory (exit 137, ${clock(at)}; ${bytes(availableMemory())} are free now).`,
    remedy: `Start smaller: ./concord up --small        Its last lines: ./concord logs ${name} --tail 20`,
  });
