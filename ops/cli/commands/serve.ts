import { join } from 'node:path';
import type { TargetModule } from '@concord/platform';
import { readEnvironment } from '../../stack/environment.ts';
import { exitCodes, Failure } from '../../stack/failure.ts';
import type { AddCommand } from '../cli.ts';

/** Where each target lives; only the chosen ones are loaded. */
export const targetFolders = {
  gateway: 'services/gateway',
  auth: 'services/auth',
  user: 'services/user',
  post: 'services/post',
  comment: 'services/comment',
  reaction: 'services/reaction',
  notification: 'services/notification',
  engagement: 'services/engagement',
  moderation: 'services/moderation',
  search: 'services/search',
  canary: 'ops/canary',
  'search-indexer': 'search-indexer',
} as const;

/** What `all` means: every service in one process; the search indexer stays a process of its own. */
const all = [
  'gateway',
  'auth',
  'user',
  'post',
  'comment',
  'reaction',
  'notification',
  'engagement',
  'moderation',
  'search',
  'canary',
] as const;

export const serve: AddCommand = (program, cli) => {
  program
    .command('serve')
    .description('Run services in the foreground until SIGTERM. Variables that are not set come from the local stack.')
    .option('--target <names>', `all, or a comma list of: ${Object.keys(targetFolders).join(', ')}`, 'all')
    .addHelpText(
      'before',
      'Examples:\n  concord serve --target all\n  concord serve --target gateway,search\n  concord serve --target search-indexer\n',
    )
    .action(async ({ target }: { target: string }) => {
      const { checkout } = cli.places();
      const { runTargets } = await import('@concord/platform');
      const loaders = Object.fromEntries(
        Object.entries(targetFolders).map(([name, folder]) => [
          name,
          () => import(join(checkout, folder, 'src/service.ts')) as Promise<TargetModule>,
        ]),
      );
      await runTargets(targetNames(target), loaders, { ...readEnvironment(cli.places()), ...process.env });
    });
};

/** Reads the comma list of targets; `all` may stand beside others. */
export const targetNames = (list: string): string[] => {
  const names = list.split(',').flatMap((name) => (name.trim() === 'all' ? [...all] : [name.trim()]));
  const unknown = names.find((name) => !(name in targetFolders));
  if (unknown !== undefined)
    throw new Failure({
      cause: `There is no target "${unknown}".`,
      remedy: `Targets: all, ${Object.keys(targetFolders).join(', ')}`,
      exit: exitCodes.usage,
    });
  return [...new Set(names)];
};
