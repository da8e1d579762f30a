import { setTimeout as pause } from 'node:timers/promises';
import { askRestart } from '../../stack/control.ts';
import { interrupted } from '../../stack/failure.ts';
import { isAlive } from '../../stack/processes.ts';
import { servers } from '../../stack/servers/index.ts';
import type { AddCommand } from '../cli.ts';
import { runningStack } from '../running-stack.ts';
import { beginning, untilReady } from '../start-steps.ts';
import { runSteps } from '../steps.ts';
import { partNames } from './up.ts';

export const restart: AddCommand = (program, cli) => {
  program
    .command('restart <parts>')
    .description('Restart parts in order (comma list) and wait until they answer again.')
    .addHelpText('before', 'Examples:\n  concord restart elasticsearch\n  concord restart concord,search-indexer\n')
    .action(async (list: string) => {
      await runSteps(
        cli,
        partNames(list).map((name) => ({
          title: `Restarting ${servers[name].title}`,
          task: async (_: unknown, task: { title: string }) => {
            const stack = await runningStack(cli);
            const since = beginning(stack, name);
            const before = askRestart(cli.places(), name);
            while (isAlive(before)) {
              if (cli.signal.aborted) throw interrupted();
              await pause(150);
            }
            await untilReady(stack, name, since, cli.signal, (reasons) => {
              task.title = `Restarting ${servers[name].title}, which waits: ${reasons.join(', ')}`;
            });
            task.title = `Restarted ${servers[name].title}`;
          },
        })),
      );
      cli.json({ restarted: partNames(list) });
    });
};
