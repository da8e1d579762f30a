import { existsSync, rmSync } from 'node:fs';
import { basename } from 'node:path';
import { stopStack } from '../../stack/control.ts';
import { exitCodes, Failure } from '../../stack/failure.ts';
import { folderSize } from '../../stack/files.ts';
import { bytes } from '../../stack/units.ts';
import type { AddCommand } from '../cli.ts';
import { runSteps } from '../steps.ts';

export const reset: AddCommand = (program, cli) => {
  program
    .command('reset')
    .description('Stop everything and delete its data, whatever state it is in. Fetched servers stay in the cache.')
    .addHelpText('before', 'Examples:\n  concord reset\n  concord reset --yes\n')
    .action(async () => {
      const places = cli.places();
      const folders = [places.data, places.state].filter((folder) => existsSync(folder));
      const all = folders.reduce((sum, folder) => sum + folderSize(folder), 0);
      if (folders.length > 0 && cli.options().yes !== true)
        await confirm(cli.interactive(), places.state, folders, all);
      await runSteps(cli, [
        { title: 'Stopping what runs', task: async () => void (await stopStack(places)) },
        {
          title: `Deleting ${bytes(all)}`,
          task: () => {
            for (const folder of folders) rmSync(folder, { recursive: true, force: true });
          },
        },
      ]);
      cli.json({ deleted: folders, bytes: all });
    });
};

const confirm = async (interactive: boolean, state: string, folders: readonly string[], size: number) => {
  const cause = `This would delete ${bytes(size)} in ${folders.join(' and ')} (all databases, streams and indices).`;
  const name = basename(state);
  if (!interactive) throw new Failure({ cause: `${cause} Pass --yes to go on.`, exit: exitCodes.needsConfirmation });
  const { isCancel, text } = await import('@clack/prompts');
  const answer = await text({ message: `${cause} Type the folder's name to go on` });
  if (isCancel(answer) || answer !== name)
    throw new Failure({ cause: 'Nothing was deleted.', exit: exitCodes.needsConfirmation });
};
