import { Option, type Command } from 'commander';
import { addressesIn } from '../../bench/addresses.ts';
import { readEnvironment } from '../../stack/environment.ts';
import { exitCodes, Failure } from '../../stack/failure.ts';
import type { AddCommand, Cli } from '../cli.ts';
import { operatorClient } from '../operator-client.ts';
import { runningStack } from '../running-stack.ts';
import { runSteps } from '../steps.ts';

type FreshnessFlags = { rates: number[]; seconds: number; warmUp: number; compare: boolean; stages?: boolean };

export const bench: AddCommand = (program, cli) => {
  const group = program.command('bench').description('Measure the running platform against its goals.');
  group.exitOverride().configureOutput({ outputError: () => undefined });

  group
    .command('freshness')
    .description(
      'How soon a write is in Kafka and found by search, next to default intervals. Removes what it wrote. Exit 3: a goal is missed.',
    )
    .option('--rates <list>', 'writes per second, one after the other', numbers, [50, 200, 1_000])
    .option('--seconds <number>', 'how long each rate is measured', positive, 30)
    .option('--warm-up <number>', 'seconds of load before the first rate', positive, 150)
    .option('--no-compare', 'measure the platform as it runs only, not the default intervals')
    .option('--stages', 'always say where the time goes, not only where a goal is missed')
    .addHelpText(
      'before',
      'Examples:\n  concord bench freshness\n  concord bench freshness --rates 200 --seconds 10 --warm-up 10\n  concord bench freshness --json\n',
    )
    .action(async ({ rates, seconds, warmUp, compare, stages }: FreshnessFlags) => {
      const { measureFreshness } = await import('../../bench/freshness.ts');
      const { freshnessScreen, goalsOfFreshness } = await import('../../bench/screens.ts');
      const stack = await runningStack(cli);
      const options = { rates, seconds, warmUpSeconds: warmUp, compare };
      const result = await measured(cli, 'Freshness', (tell) =>
        measureFreshness(stack, addressesIn(readEnvironment(stack.places)), options, cli.signal, tell),
      );
      conclude(
        cli,
        { ...options, ...result, goals: goalsOfFreshness(result) },
        freshnessScreen(result, options, stages === true),
      );
    });

  group
    .command('index')
    .description(
      'How fast the topics fill an empty index, next to a direct bulk load of the same documents. Exit 3: the goal is missed.',
    )
    .option('--documents <number>', 'write posts until there are so many, and remove them again', positive, 50_000)
    .option('--rounds <number>', 'how often each is measured', positive, 3)
    .addHelpText('before', 'Examples:\n  concord bench index\n  concord bench index --documents 100000 --rounds 1\n')
    .action(async (options: { documents: number; rounds: number }) => {
      const { indexGoal } = await import('../../bench/goals.ts');
      const { measureIndex } = await import('../../bench/index-speed/measure.ts');
      const { indexScreen } = await import('../../bench/screens.ts');
      const stack = await runningStack(cli);
      const result = await measured(cli, 'Filling an index', (tell) =>
        measureIndex(stack, addressesIn(readEnvironment(stack.places)), options, cli.signal, tell),
      );
      conclude(cli, { ...result, goals: [indexGoal(result.share)] }, indexScreen(result));
    });

  group
    .command('idle')
    .description('Memory and processor time of every process while nobody uses the platform. Exit 3: a goal is missed.')
    .option('--seconds <number>', 'how long to look', positive, 20)
    .addHelpText('before', 'Examples:\n  concord bench idle\n  concord bench idle --seconds 60\n')
    .action(async ({ seconds }: { seconds: number }) => {
      const { memoryGoal } = await import('../../bench/goals.ts');
      const { measureNeeds } = await import('../../bench/idle.ts');
      const { needsScreen } = await import('../../bench/screens.ts');
      const stack = await runningStack(cli);
      const needs = await measured(cli, 'Needs', () => measureNeeds(stack, seconds, cli.signal));
      conclude(cli, { ...needs, goals: [memoryGoal(needs.total.memoryBytes)] }, needsScreen(needs));
    });

  group
    .command('threads')
    .description(
      'Pages of a thread of comments by path, next to a recursion over parents, in a database of its own. Exit 3: the goal is missed.',
    )
    .addOption(
      new Option('--url <url>', 'MySQL server whose user may make and drop t_comment_threads')
        .env('CONCORD_TEST_DATABASE_URL')
        .makeOptionMandatory(),
    )
    .option('--comments <number>', 'how many the thread has', positive, 100_000)
    .addHelpText('before', 'Examples:\n  concord bench threads --url mysql://user:password@127.0.0.1:3306/\n')
    .action(async (options: { url: string; comments: number }) => {
      const { commentThreads } = await import('../../bench/comment-threads.ts');
      const { threadsGoal } = await import('../../bench/goals.ts');
      const { threadsScreen } = await import('../../bench/screens.ts');
      const rows = await measured(cli, 'Threads', () => commentThreads(options));
      conclude(cli, { ...{ rows }, goals: [threadsGoal(rows)] }, threadsScreen(rows));
    });

  addFanout(group, cli);
  addSuspension(group, cli);
  addDeletion(group, cli);
};

type DeletionFlags = { posts: number; comments: number; reactions: number; stop: 'post' | 'comment' | 'reaction' };

const addDeletion = (group: Command, cli: Cli): void => {
  group
    .command('deletion')
    .description(
      'Somebody who wrote much leaves, and a service is killed while it erases: what is left of them, and whether others’ counts are right. Exit 3: a goal is missed.',
    )
    .option('--posts <number>', 'how many they have written', positive, 2_000)
    .option('--comments <number>', 'how many they have written', positive, 5_000)
    .option('--reactions <number>', 'how many they have given', positive, 10_000)
    .addOption(
      new Option('--stop <service>', 'which service is killed')
        .choices(['post', 'comment', 'reaction'])
        .default('reaction'),
    )
    .addHelpText(
      'before',
      'Examples:\n  concord bench deletion\n  concord bench deletion --posts 200 --comments 500 --reactions 1000 --stop comment\n',
    )
    .action(async ({ stop, ...much }: DeletionFlags) => {
      const { measureDeletion } = await import('../../bench/deletion/measure.ts');
      const { deletionGoals } = await import('../../bench/goals.ts');
      const { deletionScreen } = await import('../../bench/screens.ts');
      const stack = await runningStack(cli);
      const result = await measured(cli, 'Deletion', (tell) =>
        measureDeletion({ stopped: stop, ...much }, { stack, signal: cli.signal, tell }),
      );
      conclude(cli, { ...result, goals: deletionGoals(result) }, deletionScreen(result));
    });
};

const addSuspension = (group: Command, cli: Cli): void => {
  group
    .command('suspension')
    .description(
      'Suspend somebody and restore them: when they are gone from feeds, threads, search and counts, and back. Exit 3: a goal is missed.',
    )
    .addHelpText('before', 'Examples:\n  concord bench suspension\n  concord bench suspension --json\n')
    .action(async () => {
      const { measureSuspension } = await import('../../bench/suspension.ts');
      const { suspensionGoals } = await import('../../bench/goals.ts');
      const { suspensionScreen } = await import('../../bench/screens.ts');
      const stack = await runningStack(cli);
      const api = await operatorClient(stack);
      const result = await measured(cli, 'Suspension', (tell) =>
        measureSuspension({ env: readEnvironment(stack.places), api, signal: cli.signal, tell }),
      );
      conclude(cli, { ...result, goals: suspensionGoals(result) }, suspensionScreen(result));
    });
};

const addFanout = (group: Command, cli: Cli): void => {
  group
    .command('fanout')
    .description(
      'One post of an author with many followers: when all have been told, and what others’ requests take meanwhile. Exit 3: a goal is missed.',
    )
    .option('--followers <number>', 'how many the author has', positive, 24_000)
    .option('--rounds <number>', 'how many posts, one after the other', positive, 5)
    .addHelpText('before', 'Examples:\n  concord bench fanout\n  concord bench fanout --followers 5000 --rounds 2\n')
    .action(async (options: { followers: number; rounds: number }) => {
      const { measureFanout } = await import('../../bench/fanout.ts');
      const { fanoutGoals } = await import('../../bench/goals.ts');
      const { fanoutScreen } = await import('../../bench/screens.ts');
      const stack = await runningStack(cli);
      const api = await operatorClient(stack);
      const result = await measured(cli, 'Fan-out', (tell) =>
        measureFanout(options, { env: readEnvironment(stack.places), api, signal: cli.signal, tell }),
      );
      conclude(cli, { ...result, goals: fanoutGoals(result) }, fanoutScreen(result));
    });
};

/** Runs a measurement as a step that says what it does. */
const measured = async <T>(cli: Cli, title: string, work: (tell: (what: string) => void) => Promise<T>): Promise<T> => {
  let result: { value: T } | undefined;
  const began = Date.now();
  await runSteps(cli, [
    {
      title,
      task: async (_, task) => {
        const tell = (what: string) => {
          task.title = `${title}: ${what}`;
          if (!process.stdout.isTTY) cli.say(`  ${what}`);
        };
        result = { value: await work(tell) };
        task.title = `${title}: measured in ${String(Math.round((Date.now() - began) / 1_000))} s`;
      },
    },
  ]);
  if (result === undefined) throw new Error('the measurement ended without a result');
  return result.value;
};

const conclude = (
  cli: Cli,
  facts: { readonly goals: readonly { readonly reached: boolean }[] },
  screen: readonly string[],
): void => {
  cli.json(facts);
  for (const line of screen) cli.say(line);
  if (facts.goals.some(({ reached }) => !reached)) process.exitCode = exitCodes.unhealthy;
};

const positive = (text: string): number => {
  const number = Number(text);
  if (Number.isInteger(number) && number > 0) return number;
  throw new Failure({ cause: `"${text}" is not a whole number above 0.`, exit: exitCodes.usage });
};

const numbers = (text: string): number[] => text.split(',').map(positive);
