import { stopStack } from '../../stack/control.ts';
import { exitCodes, Failure } from '../../stack/failure.ts';
import type { AddCommand } from '../cli.ts';
import { runSteps } from '../steps.ts';

export const down: AddCommand = (program, cli) => {
  program
    .command('down')
    .description('Stop what `up` started, dependants first. Data is kept.')
    .addHelpText('before', 'Examples:\n  concord down\n')
    .action(async () => {
      const places = cli.places();
      const outcome = { ran: false };
      await runSteps(cli, [
        {
          title: 'Stopping Concord and its servers',
          task: async (_, task) => {
            const began = Date.now();
            outcome.ran = await stopStack(places);
            task.title = outcome.ran
              ? `Stopped in ${((Date.now() - began) / 1_000).toFixed(1)} s; data is kept in ${places.data}`
              : 'Nothing was running';
          },
        },
      ]);
      cli.json({ stopped: outcome.ran });
      if (!outcome.ran)
        throw new Failure({
          cause: 'Concord was not running.',
          remedy: 'Start it: ./concord up',
          exit: exitCodes.notRunning,
        });
    });
};
