import { Option } from 'commander';
import { readEnvironment } from '../../stack/environment.ts';
import { exitCodes, Failure } from '../../stack/failure.ts';
import { settings } from '../../stack/settings.ts';
import { readState } from '../../stack/supervisor/state.ts';
import { bytes, clock, duration } from '../../stack/units.ts';
import { stackOf } from '../bring-up.ts';
import { bad, doubtful, good, type AddCommand } from '../cli.ts';
import type { Freshness } from '../freshness.ts';
import { isHealthy, stackReport, type PartReport, type StackReport } from '../report.ts';
import { screenWidth, table } from '../screens.ts';
import type { StalledDeletion } from '../stalled-deletions.ts';

export const status: AddCommand = (program, cli) => {
  program
    .command('status')
    .description('Show each process, and whether search is fresh. Exit 0 fine, 3 unhealthy, 5 not running.')
    .addOption(new Option('-o, --output <form>', '"env" prints addresses, keys and passwords').choices(['env']))
    .addHelpText('before', 'Examples:\n  concord status\n  concord status --json\n  concord status -o env\n')
    .action(async ({ output }: { output?: string }) => {
      const places = cli.places();
      const saved = readState(places)?.settings;
      const report = saved === undefined ? undefined : await stackReport(await stackOf(places, settings({ saved })));
      if (report === undefined) throw notRunning();
      if (output === 'env') {
        for (const [name, value] of Object.entries(readEnvironment(places)))
          process.stdout.write(`${name}=${value ?? ''}\n`);
        return;
      }
      cli.json({ healthy: isHealthy(report), ...report });
      for (const line of statusScreen(report, new Date())) cli.say(line);
      if (!isHealthy(report)) process.exitCode = exitCodes.unhealthy;
    });
};

const notRunning = () =>
  new Failure({ cause: 'Concord is not running.', remedy: 'Start it: ./concord up', exit: exitCodes.notRunning });

/** The lines of `concord status`. */
export const statusScreen = (report: StackReport, now: Date, width = screenWidth()): string[] => {
  const age = (iso: string) => duration(now.getTime() - Date.parse(iso));
  const rows = report.parts.map((part) => [
    part.name,
    stateWord(part),
    age(part.since),
    part.memoryBytes === 0 ? '–' : bytes(part.memoryBytes),
    String(part.pid ?? '–'),
    part.address,
    noteOf(part),
  ]);
  return [
    `Concord is up since ${clock(report.since).slice(0, 5)} (${age(report.since)}), data in ${report.data} (${bytes(report.dataBytes)}, kept on down)`,
    table(['PART', 'STATE', 'SINCE', 'MEM', 'PID', 'ADDRESS', 'NOTE'], rows, width),
    `  ${bytes(report.memoryBytes)} of memory in all.  Keys and passwords: ./concord status -o env`,
    ...(report.supervised
      ? []
      : [
          `${bad()} The supervisor was killed; what it started still runs, but nobody restarts it.  Take it over: ./concord up`,
        ]),
    ...(report.search === null ? [] : [searchLine(report.search)]),
    ...report.stalledDeletions.map(deletionLine),
  ];
};

const stateWord = ({ state }: PartReport): string =>
  state === 'up'
    ? `${good()} up`
    : state === 'starting' || state === 'waiting' || state === 'stopping'
      ? `${doubtful()} ${state}`
      : `${bad()} ${state}`;

const noteOf = ({ note, restarts, lastRestart }: PartReport): string => {
  const restarted =
    lastRestart === null
      ? ''
      : `${restarts} ${restarts === 1 ? 'restart' : 'restarts'}, ${clock(lastRestart.at)} ${lastRestart.reason}`;
  return [note, restarted].filter((text) => text !== '').join('; ');
};

const searchLine = ({ fresh, p50Ms, p99Ms, reason }: Freshness): string => {
  if (!fresh) return `${bad()} Search is stale: ${reason ?? 'unknown'}.  Look: ./concord pipeline status`;
  if (p50Ms === null || p99Ms === null) return `${good()} Search is fresh; too few canaries yet for figures.`;
  return `${good()} Search is fresh: ${p50Ms} ms (p50), ${p99Ms} ms (p99).`;
};

const deletionLine = ({ service, seconds }: StalledDeletion): string =>
  `${doubtful()} The deletion of an account has waited for ${service} for ${duration(seconds * 1_000)}.  Look: ./concord logs concord`;
