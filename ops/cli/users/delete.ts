import type { Command } from 'commander';
import { exitCodes, Failure } from '../../stack/failure.ts';
import type { Cli } from '../cli.ts';
import { byOperator, environmentOf } from './accounts.ts';
import { account, reason, words } from './given.ts';
import { deletedLines, deletionQuestion } from './screen.ts';

const unconfirmed = (cause: string) => new Failure({ cause, exit: exitCodes.needsConfirmation });

/** Has somebody type whose account goes; gives its username, which is given to nobody else. */
const confirmed = async (cli: Cli, name: string): Promise<string> => {
  if (!cli.interactive())
    throw unconfirmed(`This would delete the account ${name} and all it wrote, for ever. Pass --yes to go on.`);
  const found = await byOperator(cli, (auth, parts) => auth.accountToDelete(parts, name));
  const { isCancel, text } = await import('@clack/prompts');
  const answer = await text({ message: `${deletionQuestion(found)} Type its username to go on` });
  if (isCancel(answer) || answer !== found.username) throw unconfirmed('Nothing was deleted.');
  return found.username;
};

/** Where a deletion is followed: at the gateway, which tokens name as their issuer. */
const followed = (cli: Cli, id: string): string => `${environmentOf(cli)['CONCORD_ISSUER'] ?? ''}/v1/deletions/${id}`;

export const addDelete = (users: Command, cli: Cli): void => {
  users
    .command('delete')
    .description(
      'Delete an account and all it wrote, for ever, as its owner would; also one that is suspended or banned. Asks, or takes --yes.',
    )
    .addArgument(account())
    .requiredOption(
      reason,
      'stands in the audit log until the erasure takes it out, within seconds: then only that the operator did it',
    )
    .addHelpText(
      'before',
      "Examples:\n  concord users delete eve --reason 'Asked for by letter'\n  concord users delete eve --reason 'Asked for by letter' --yes --json\n",
    )
    .action(async (name: string, given: { reason: string }) => {
      const because = words(given.reason);
      const username = cli.options().yes === true ? name : await confirmed(cli, name);
      const done = await byOperator(cli, (auth, parts) =>
        auth.deleteAccount(parts, { account: username, reason: because }),
      );
      const follow = followed(cli, done.deletion.id);
      cli.json({ ...done, follow });
      for (const line of deletedLines(done, follow)) cli.say(line);
    });
};
