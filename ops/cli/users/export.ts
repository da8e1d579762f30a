import { resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Command } from 'commander';
import type { Cli } from '../cli.ts';
import { runSteps } from '../steps.ts';
import { byOperator, type ExportBegun, type ExportProgress } from './accounts.ts';
import { exportReady } from './await-export.ts';
import { account, reason, words } from './given.ts';
import { writeNewFile } from './new-file.ts';
import { exportedLines, progressLine } from './screen.ts';

interface Given {
  readonly name: string;
  readonly file: string;
  readonly reason: string | null;
}

export interface Exported extends ExportBegun {
  readonly file: string;
  readonly size: number;
}

/** Has auth make an export, waits for it and writes it to a new file, which is made first: nobody waits for what cannot be written. */
const exportTo = (cli: Cli, { name, file, reason }: Given, tell: (line: string) => void): Promise<Exported> =>
  byOperator(cli, async (auth, parts) => {
    const { signal } = cli;
    const { result, size } = await writeNewFile(file, async (to) => {
      const begun = await auth.beginExport(parts, { account: name, reason });
      const awaiting = {
        read: () => auth.exportProgress(parts, begun),
        onProgress: (progress: ExportProgress) => {
          tell(progressLine(progress));
        },
      };
      await exportReady({ ...awaiting, signal });
      tell('writing it');
      await pipeline(await auth.openArchive(parts, { ...begun, reason }), to, { signal });
      // Of an account that was deleted meanwhile, pages may be missing.
      await exportReady({ ...awaiting, signal });
      return begun;
    });
    return { ...result, file, size };
  });

export const addExport = (users: Command, cli: Cli): void => {
  users
    .command('export')
    .description(
      'Write what Concord has of an account to a new ZIP, as its owner would fetch it; also of one that is suspended or banned.',
    )
    .addArgument(account())
    .requiredOption('--to <file.zip>', 'a file that is not there yet; only you can read it')
    .option(reason, 'stands in the audit log')
    .addHelpText(
      'before',
      "Examples:\n  concord users export eve --to eve.zip\n  concord users export eve --to eve.zip --reason 'Asked for by letter' --json\n",
    )
    .action(async (name: string, { to, reason = null }: { to: string; reason?: string | null }) => {
      const given = { name, file: resolve(to), reason: reason === null ? null : words(reason) };
      let exported: Exported | undefined;
      await runSteps(cli, [
        {
          title: `Exporting ${name}`,
          task: async (_, step) => {
            exported = await exportTo(cli, given, (line) => (step.title = `Exporting ${name}: ${line}`));
            step.title = `Exported ${exported.username}`;
          },
        },
      ]);
      if (exported === undefined) return;
      cli.json(exported);
      for (const line of exportedLines(exported)) cli.say(line);
    });
};
