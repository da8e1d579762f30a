import { setTimeout as pause } from 'node:timers/promises';
import { askRestart, currentState } from '../../stack/control.ts';
import { exitCodes, Failure, interrupted } from '../../stack/failure.ts';
import { isAlive } from '../../stack/processes.ts';
import { servers } from '../../stack/servers/index.ts';
import type { AddCommand } from '../cli.ts';
import { runSteps } from '../steps.ts';
import { partNames } from './up.ts';

export const restart: AddCommand = (program, cli) => {
  program
    .command('restart <parts>')
    .description('Restart parts in order (comma list) and wait until they answer again.')
    .addHelpText('before', 'Examples:\n  concord restart elasticsearch\n  concord restart concord,search-indexer\n')
    .action(async (list: string) => {
      const places = cli.places();
      await runSteps(
        cli,
        partNames(list).map((name) => ({
          title: `Restarting ${servers[name].title}`,
          task: async () => {
            const before = currentState(places)?.parts[name]?.process;
            if (before === undefined)
              throw new Failure({
                cause: `${name} is not running.`,
                remedy: 'Start it: ./concord up',
                exit: exitCodes.notRunning,
              });
            askRestart(places, name);
            const back = () => !isAlive(before) && currentState(places)?.parts[name]?.phase === 'ready';
            while (!back()) {
              if (cli.signal.aborted) throw interrupted();
              await pause(150);
            }
          },
        })),
      );
      cli.json({ restarted: partNames(list) });
    });
};
