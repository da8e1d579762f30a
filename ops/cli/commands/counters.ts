import { readEnvironment } from '../../stack/environment.ts';
import { exitCodes } from '../../stack/failure.ts';
import type { AddCommand } from '../cli.ts';
import { runningStack } from '../running-stack.ts';

/** Changes reach the copies within a second unless the pipeline is behind. */
const secondLookMs = 3_000;

export const counters: AddCommand = (program, cli) => {
  const group = program.command('counters').description('Check the numbers of reactions and comments.');
  group.exitOverride().configureOutput({ outputError: () => undefined });

  group
    .command('verify')
    .description('Compare counts with what they count, and their copies with them. Exit 0 they agree, 3 they do not.')
    .option('--repair', 'let the owners put right what is wrong')
    .addHelpText(
      'before',
      'Examples:\n  concord counters verify\n  concord counters verify --repair\n  concord counters verify --json\n',
    )
    .action(async ({ repair = false }: { repair?: boolean }) => {
      const stack = await runningStack(cli);
      const [{ withCounters }, { verify }, { countersScreen }] = await Promise.all([
        import('../../counters/all.ts'),
        import('../../counters/verify.ts'),
        import('../../counters/screen.ts'),
      ]);
      const verdicts = await withCounters({ ...readEnvironment(stack.places), ...process.env }, async (all) => {
        const found = [];
        for (const counter of all) found.push(await verify(counter, { repair, secondLookMs, signal: cli.signal }));
        return found;
      });
      cli.json({ counters: verdicts });
      for (const line of countersScreen(verdicts)) cli.say(line);
      const wrong = verdicts.some(({ differ }) => differ > 0);
      if (wrong && !repair) cli.say('  Put them right: ./concord counters verify --repair');
      if (wrong) process.exitCode = exitCodes.unhealthy;
    });
};
