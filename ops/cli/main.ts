#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import { exitCodes, Failure } from '../stack/failure.ts';
import { openCli, type AddCommand } from './cli.ts';
import { bench } from './commands/bench.ts';
import { counters } from './commands/counters.ts';
import { demo } from './commands/demo.ts';
import { doctor } from './commands/doctor.ts';
import { down } from './commands/down.ts';
import { logs } from './commands/logs.ts';
import { mail } from './commands/mail.ts';
import { migrate } from './commands/migrate.ts';
import { pipeline } from './commands/pipeline.ts';
import { privacy } from './commands/privacy.ts';
import { reset } from './commands/reset.ts';
import { restart } from './commands/restart.ts';
import { search } from './commands/search.ts';
import { serve } from './commands/serve.ts';
import { status } from './commands/status.ts';
import { test } from './commands/test.ts';
import { up } from './commands/up.ts';
import { users } from './commands/users.ts';
import { failureText, unknownError, usageText } from './screens.ts';

/** Every command of the line, in the order of the help. */
const commands: readonly AddCommand[] = [
  demo,
  up,
  down,
  status,
  pipeline,
  counters,
  privacy,
  search,
  mail,
  users,
  bench,
  logs,
  doctor,
  restart,
  reset,
  serve,
  migrate,
  test,
];

const examples = `Examples:
  concord demo                     from nothing to a running platform with a sample community
  concord up                       start everything and wait until it works
  concord status                   each process, and whether search is fresh
  concord logs elasticsearch -f    follow one log
  concord down                     stop what was started; data is kept
`;

const build = (signal: AbortSignal): Command => {
  const program = new Command('concord')
    .description('A self-hosted social data platform whose search index provably agrees with its databases.')
    .option('--json', 'print facts as JSON')
    .option('--quiet', 'print results and errors only')
    .option('--no-input', 'never ask; fail instead')
    .option('--yes', 'answer yes to every question')
    .addHelpText('before', examples)
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({ outputError: () => undefined })
    .exitOverride();
  const cli = openCli(program, signal);
  for (const add of commands) add(program, cli);
  for (const command of program.commands) command.exitOverride().configureOutput({ outputError: () => undefined });
  return program;
};

/** Prints why a command failed and gives its exit code. */
const report = (error: unknown): number => {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0 || error.code === 'commander.help')
      return error.code === 'commander.help' ? exitCodes.usage : exitCodes.fine;
    process.stderr.write(`${usageText(error)}\n`);
    return exitCodes.usage;
  }
  if (error instanceof Failure) {
    process.stderr.write(`${failureText(error)}\n`);
    return error.exit;
  }
  process.stderr.write(`${unknownError(error)}\n`);
  if (process.env['CONCORD_DEBUG'] !== undefined) console.error(error);
  return exitCodes.failed;
};

const main = async (): Promise<number> => {
  const interruption = new AbortController();
  const serving = process.argv.includes('serve');
  if (!serving)
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.on(signal, () => {
        interruption.abort();
      });
  try {
    await build(interruption.signal).parseAsync();
    return Number(process.exitCode ?? exitCodes.fine);
  } catch (error) {
    if (interruption.signal.aborted && !(error instanceof Failure))
      return report(new Failure({ cause: 'Interrupted.', exit: exitCodes.interrupted }));
    return report(error);
  }
};

process.exit(await main());
