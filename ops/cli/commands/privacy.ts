import { InvalidArgumentError } from 'commander';
import { readEnvironment } from '../../stack/environment.ts';
import { exitCodes } from '../../stack/failure.ts';
import type { AddCommand } from '../cli.ts';
import { runningStack } from '../running-stack.ts';

const anId = (text: string): number => {
  if (!/^[1-9]\d{0,15}$/.test(text)) throw new InvalidArgumentError('An account id is a whole number.');
  return Number(text);
};

export const privacy: AddCommand = (program, cli) => {
  const group = program.command('privacy').description('Look for what is kept of somebody.');
  group.exitOverride().configureOutput({ outputError: () => undefined });

  group
    .command('scan')
    .description(
      'Look for an account in all databases, the index, Redis and the topics. Exit 0 nothing is left but what may stay, 1 something is.',
    )
    .argument('<accountId>', 'the id of the account, also of a deleted one', anId)
    .option('--also <text...>', 'look for these texts too, such as the e-mail address of a deleted account')
    .addHelpText(
      'before',
      'Examples:\n  concord privacy scan 7312345678901\n  concord privacy scan 7312345678901 --also ada@example.org ada_l\n  concord privacy scan 7312345678901 --json\n',
    )
    .action(async (accountId: number, { also = [] }: { also?: string[] }) => {
      const stack = await runningStack(cli);
      const [{ scan }, { scanScreen }] = await Promise.all([
        import('../../privacy/scan.ts'),
        import('../../privacy/screen.ts'),
      ]);
      const result = await scan({
        env: { ...readEnvironment(stack.places), ...process.env },
        accountId,
        also,
        signal: cli.signal,
        onStep: (what) => {
          cli.say(`  looking through ${what}`);
        },
      });
      cli.json(result);
      for (const line of scanScreen(result)) cli.say(line);
      if (result.references > result.allowed) process.exitCode = exitCodes.failed;
    });
};
