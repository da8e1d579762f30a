import { Argument, Option, type Command } from 'commander';
import type { Cli } from '../cli.ts';
import { byOperator } from './accounts.ts';
import { addDelete } from './delete.ts';
import { addExport } from './export.ts';
import { account, reason, whole, words } from './given.ts';
import { accountsScreen, restoredLine, rolesLine, sanctionedLines } from './screen.ts';

interface ListOptions {
  readonly role?: string;
  readonly status?: string;
  readonly search?: string;
  readonly limit: string;
}

const roles = ['user', 'moderator', 'admin'];

const addList = (users: Command, cli: Cli): void => {
  users
    .command('list')
    .description('Accounts, newest first, with what keeps them from being active.')
    .addOption(new Option('--role <role>', 'the highest role').choices(roles))
    .addOption(new Option('--status <status>', 'how they stand').choices(['active', 'suspended', 'banned']))
    .option('--search <text>', 'how the username begins, or a whole e-mail address')
    .option('--limit <number>', 'how many', '50')
    .addHelpText(
      'before',
      'Examples:\n  concord users list --role admin\n  concord users list --status suspended --json\n',
    )
    .action(async ({ limit, ...asked }: ListOptions) => {
      const listed = await byOperator(cli, (auth, parts) =>
        auth.listAccounts(parts, { ...asked, limit: whole(limit) }),
      );
      cli.json(listed);
      for (const line of accountsScreen(listed)) cli.say(line);
    });
};

const addRoles = (users: Command, cli: Cli): void => {
  users
    .command('roles')
    .description('Give an account these roles and no others. The last active admin stays one.')
    .addArgument(account())
    .addArgument(new Argument('<role...>', 'all that it is to have').choices(roles))
    .option(reason, 'stands in the audit log')
    .addHelpText('before', 'Examples:\n  concord users roles ada_l moderator\n  concord users roles ada_l user\n')
    .action(async (name: string, given: string[], { reason = null }: { reason?: string | null }) => {
      const changed = await byOperator(cli, (auth, parts) =>
        auth.changeRoles(parts, { account: name, roles: given, reason: reason === null ? null : words(reason) }),
      );
      cli.json(changed);
      cli.say(rolesLine(changed));
    });
};

const addSanction = (users: Command, cli: Cli, kind: 'suspension' | 'ban'): void => {
  const name = kind === 'ban' ? 'ban' : 'suspend';
  const command = users
    .command(name)
    .description(kind === 'ban' ? 'Ban an account.' : 'Suspend an account, for some days or until it is restored.')
    .addArgument(account())
    .requiredOption(
      reason,
      'stands in the audit log, and in the mail to the owner, who gets one where the address is verified',
    );
  if (kind === 'suspension') command.option('--days <number>', 'how long');
  command
    .addHelpText('before', `Examples:\n  concord users ${name} eve --reason 'Sells followers'\n`)
    .action(async (who: string, given: { reason: string; days?: string }) => {
      const until = given.days === undefined ? {} : { until: new Date(Date.now() + whole(given.days) * 86_400_000) };
      const done = await byOperator(cli, (auth, parts) =>
        auth.sanction(parts, { account: who, kind, reason: words(given.reason), ...until }),
      );
      cli.json(done);
      for (const line of sanctionedLines(done)) cli.say(line);
    });
};

const addRestore = (users: Command, cli: Cli): void => {
  users
    .command('restore')
    .description('Make a suspended or banned account active again.')
    .addArgument(account())
    .requiredOption(reason, 'stands in the audit log')
    .addHelpText('before', "Examples:\n  concord users restore eve --reason 'On appeal'\n")
    .action(async (who: string, given: { reason: string }) => {
      const done = await byOperator(cli, (auth, parts) =>
        auth.restore(parts, { account: who, reason: words(given.reason) }),
      );
      cli.json(done);
      cli.say(restoredLine(done));
    });
};

/** What admins do by the API, for who runs the server. */
export const addManaging = (users: Command, cli: Cli): void => {
  addList(users, cli);
  addRoles(users, cli);
  addSanction(users, cli, 'suspension');
  addSanction(users, cli, 'ban');
  addRestore(users, cli);
  addDelete(users, cli);
  addExport(users, cli);
};
