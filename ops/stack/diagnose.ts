import { Failure } from './failure.ts';
import type { Stack } from './stack.ts';
import { availableMemory } from './processes.ts';
import { servers } from './servers/index.ts';
import type { ServerName } from './servers/server.ts';
import { logFile, tailOf } from './supervisor/log-file.ts';
import type { PartState } from './supervisor/state.ts';
import { bytes, clock } from './units.ts';

/** What a part's log (from this size on) and its last end say about why it does not run; undefined while that may still pass. */
export const diagnose = (name: ServerName, part: PartState, stack: Stack, logFrom: number): Failure | undefined => {
  if (part.failures === 0) return undefined;
  const last = part.restarts.at(-1);
  const known = knownFailure(name, tailOf(logFile(stack.places.log, name), logFrom), stack);
  if (known !== undefined) return known;
  if (last?.reason.includes('lack of memory') === true) return outOfMemory(name, last.at);
  if (part.failures < 3) return undefined;
  const when = last === undefined ? '' : ` (${last.reason}, ${clock(last.at)})`;
  return new Failure({
    cause: `${servers[name].title} did not come up: it ended ${part.failures} times${when}.`,
    remedy: `Its last lines: ./concord logs ${name} --tail 20`,
  });
};

/** The first known failure in a log text, as cause and remedy. */
export const knownFailure = (name: ServerName, log: string, stack: Stack): Failure | undefined => {
  for (const { pattern, cause, remedy } of servers[name].knownFailures) {
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
