import { exitCodes, Failure } from '../../stack/failure.ts';
import { readEnvironment } from '../../stack/environment.ts';
import type { AddCommand } from '../cli.ts';
import { register } from '../pipeline/register.ts';
import type { Replayed } from '../pipeline/replay.ts';
import { pipelineScreen } from '../pipeline/screen.ts';
import { runningStack } from '../running-stack.ts';
import { table } from '../screens.ts';
import { runSteps } from '../steps.ts';

export const pipeline: AddCommand = (program, cli) => {
  const group = program.command('pipeline').description('See and operate the change-data pipeline.');
  group.exitOverride().configureOutput({ outputError: () => undefined });

  group
    .command('status')
    .description('Each stage from commit to hit, judged by the canary. Exit 0 fresh, 3 stale, 5 not running.')
    .option('--all', 'also the streams that are up to date')
    .addHelpText(
      'before',
      'Examples:\n  concord pipeline status\n  concord pipeline status --all\n  concord pipeline status --json\n',
    )
    .action(async ({ all }: { all?: boolean }) => {
      const { pipelineFacts } = await import('../pipeline/facts.ts');
      const facts = await pipelineFacts(await runningStack(cli));
      cli.json(facts);
      for (const line of pipelineScreen(facts, all === true)) cli.say(line);
      if (!facts.search.fresh || facts.stages.some(({ healthy }) => !healthy)) process.exitCode = exitCodes.unhealthy;
    });

  group
    .command('register')
    .description('Create the topics that are missing and register the connectors. Repeating it changes nothing.')
    .option(
      '--skip-unreadable-ddl',
      'from now on pass over statements that Debezium cannot read: see docs/pipeline-stops.md first',
    )
    .addHelpText('before', 'Examples:\n  concord pipeline register\n')
    .action(async ({ skipUnreadableDdl = false }: { skipUnreadableDdl?: boolean }) => {
      const registered = await register({ ...readEnvironment(cli.places()), ...process.env }, { skipUnreadableDdl });
      cli.json({ registered });
      cli.say(`Registered: ${registered.join(', ')}`);
    });

  group
    .command('replay')
    .description(
      'Let every service and the indexer read all their streams again from the beginning. What had its effect has none again: only what a copy or the index missed is mended. They are away for some seconds, and behind until they have read.',
    )
    .addHelpText('before', 'Examples:\n  concord pipeline replay --yes\n')
    .action(async () => {
      const stack = await runningStack(cli);
      if (cli.options().yes !== true)
        throw new Failure({
          cause: 'This stops the services for some seconds. Pass --yes to go on.',
          exit: exitCodes.needsConfirmation,
        });
      const [{ consumers }, { openKafka }, { replaySteps }] = await Promise.all([
        import('@concord/connectors'),
        import('@concord/platform'),
        import('../pipeline/replay.ts'),
      ]);
      const brokers = [`127.0.0.1:${String(stack.settings.ports.kafka)}`];
      const kafka = openKafka({ brokers, clientId: 'concord-replay' });
      try {
        let replayed: readonly Replayed[] = [];
        const steps = replaySteps(cli, { stack, kafka, consumers }, (all) => (replayed = all));
        await runSteps(cli, steps);
        cli.json({ replayed });
        const rows = replayed.map((one) => [one.consumer, String(one.streams), one.records.toLocaleString('en')]);
        cli.say(table(['CONSUMER', 'STREAMS', 'RECORDS'], rows));
      } finally {
        await kafka.stop();
      }
    });
};
