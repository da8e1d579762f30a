import { text as wholeOf } from 'node:stream/consumers';
import type { Command } from 'commander';
import { exitCodes, Failure } from '../../stack/failure.ts';
import type { AddCommand, Cli } from '../cli.ts';
import { addManaging } from '../users/manage.ts';
import { asFailure, environmentOf, operator } from '../users/accounts.ts';
import { adminLines } from '../users/screen.ts';

interface Options {
  readonly email?: string;
  readonly username?: string;
  readonly displayName?: string;
  readonly passwordStdin?: true;
}

export const users: AddCommand = (program, cli) => {
  const accounts = program
    .command('users')
    .description('Accounts, for who runs the server: by the rules of an admin, and written to the audit log.');
  addCreateAdmin(accounts, cli);
  addManaging(accounts, cli);
};

const addCreateAdmin = (accounts: Command, cli: Cli): void => {
  accounts
    .command('create-admin')
    .description('Make an account that is an admin, or make an admin of the account that has both names.')
    .option('--email <address>', 'the e-mail address; it counts as verified')
    .option('--username <name>', 'the username')
    .option('--display-name <name>', 'what people call them; the username unless given')
    .option(
      '--password-stdin',
      'read the password of a new account, or of one whose address nobody proved, from standard input instead of asking',
    )
    .addHelpText(
      'before',
      'Examples:\n  concord users create-admin\n  concord users create-admin --email ada@example.org --username ada_l\n' +
        '  pass show concord | concord users create-admin --email ada@example.org --username ada_l --password-stdin\n',
    )
    .action(async (options: Options) => {
      const { createAdmin } = await operator(cli);
      const email = options.email ?? (await ask(cli, 'E-mail address', '--email'));
      const username = options.username ?? (await ask(cli, 'Username', '--username'));
      const made = await createAdmin(environmentOf(cli), {
        ...{ email, username, displayName: options.displayName ?? username },
        password: () => (options.passwordStdin === true ? fromStandardInput() : askPassword(cli)),
      }).catch(asFailure);
      if (made.outcome === 'refused') throw new Failure({ cause: `Nothing was done. ${made.why}` });
      cli.json(made);
      for (const line of adminLines(made)) cli.say(line);
    });
};

const cannotAsk = (what: string, option: string) =>
  new Failure({
    cause: `${what} is missing, and nobody can be asked.`,
    remedy: `Give ${option}`,
    exit: exitCodes.usage,
  });

const stopped = () => new Failure({ cause: 'Nothing was done.', exit: exitCodes.interrupted });

const ask = async (cli: Cli, what: string, option: string): Promise<string> => {
  if (!cli.interactive()) throw cannotAsk(what, option);
  const { isCancel, text } = await import('@clack/prompts');
  const answer = await text({ message: what });
  if (isCancel(answer)) throw stopped();
  return answer;
};

/** Twice, because it is not shown. */
const askPassword = async (cli: Cli): Promise<string> => {
  if (!cli.interactive()) throw cannotAsk('The password', '--password-stdin');
  const { isCancel, password } = await import('@clack/prompts');
  const first = await password({ message: 'Password' });
  if (isCancel(first)) throw stopped();
  const second = await password({ message: 'The same again' });
  if (isCancel(second)) throw stopped();
  if (first !== second) throw new Failure({ cause: 'The two passwords differ. Nothing was done.' });
  return first;
};

/** One line end at the end is the terminal's, not the password's. */
const fromStandardInput = async (): Promise<string> => (await wholeOf(process.stdin)).replace(/\r?\n$/, '');
