import { exitCodes, Failure } from '../stack/failure.ts';
import { settings } from '../stack/settings.ts';
import type { Stack } from '../stack/stack.ts';
import { readState } from '../stack/supervisor/state.ts';
import { stackOf } from './bring-up.ts';
import type { Cli } from './cli.ts';

/** The stack of this checkout; throws with exit 5 when it does not run. */
export const runningStack = async (cli: Cli): Promise<Stack> => {
  const places = cli.places();
  const saved = readState(places)?.settings;
  if (saved === undefined)
    throw new Failure({
      cause: 'Concord is not running.',
      remedy: 'Start it: ./concord up',
      exit: exitCodes.notRunning,
    });
  return stackOf(places, settings({ saved }));
};
