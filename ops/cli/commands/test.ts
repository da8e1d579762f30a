import type { AddCommand } from '../cli.ts';
import { exitCodes } from '../../stack/failure.ts';
import { runTests } from '../test-run/run-tests.ts';

type Options = { only?: string; keep?: boolean };

export const test: AddCommand = (program, cli) => {
  program
    .command('test [patterns...]')
    .description('Run all checks and tests on a stack of its own; a running platform is not disturbed.')
    .option('--only <names>', 'some of: types,lint,boundaries,unit,service,e2e,faults,upgrade')
    .option('--keep', 'leave the test stack running afterwards')
    .addHelpText(
      'before',
      'Examples:\n  concord test\n  concord test --only unit\n  concord test --only service,e2e --keep\n  concord test --only e2e search\n',
    )
    .action(async (patterns: string[], { only, keep }: Options) => {
      const passed = await runTests(cli, { only, keep: keep === true, patterns });
      if (!passed) process.exitCode = exitCodes.failed;
    });
};
