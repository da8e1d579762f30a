import { join } from 'node:path';
import { text as wholeOf } from 'node:stream/consumers';
import { readEnvironment } from '../../stack/environment.ts';
import { exitCodes, Failure } from '../../stack/failure.ts';
import { good, type AddCommand, type Cli } from '../cli.ts';

interface Options {
  readonly email?: string;
  readonly username?: string;
  readonly displayName?: string;
  readonly passwordStdin?: true;
}

/** What auth says it did (services/auth/src/jobs/create-admin.ts). */
export type AdminMade =
  | {
      readonly outcome: 'created' | 'promoted' | 'taken_over' | 'was_admin';
      readonly accountId: number;
      readonly username: string;
    }
  | { readonly outcome: 'refused'; readonly why: string };

interface AdminModule {
  createAdmin(
    env: Readonly<Record<string, string | undefined>>,
    given: { email: string; username: string; displayName: string; password: () => Promise<string> },
  ): Promise<AdminMade>;
}

export const users: AddCommand = (program, cli) => {
  program
    .command('users')
    .description('Accounts, for who runs the server.')
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
      const { createAdmin } = (await import(
        join(cli.places().checkout, 'services/auth/src/jobs/create-admin.ts')
      )) as AdminModule;
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

/** What was done, for a person to read. */
export const adminLines = (made: Exclude<AdminMade, { outcome: 'refused' }>): string[] =>
  ({
    created: [
      `${good()} Made the account ${made.username}, an admin.`,
      '  Its address counts as verified: it can log in at once.',
    ],
    promoted: [
      `${good()} ${made.username} is an admin now. The password is as it was.`,
      '  Sessions that are open have the new role after their next refresh, within 10 minutes.',
    ],
    taken_over: [
      `${good()} ${made.username} is an admin now, with the password that you gave.`,
      '  Nobody had proved the address: sessions and providers of whoever made the account are gone.',
    ],
    was_admin: [`${good()} ${made.username} is an admin already. Nothing was changed.`],
  })[made.outcome];

const environmentOf = (cli: Cli) => {
  const env = { ...readEnvironment(cli.places()), ...process.env };
  if (env['CONCORD_AUTH_DATABASE_URL'] === undefined)
    throw new Failure({
      cause: 'CONCORD_AUTH_DATABASE_URL is not set and no stack has been started here.',
      remedy: 'Start one: ./concord up',
      exit: exitCodes.notRunning,
    });
  return env;
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

/** What auth or MySQL refused, in a sentence. */
const asFailure = (error: unknown): never => {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: string };
  if (code === 'password_weak')
    throw new Failure({ cause: `Nothing was done. ${message ?? 'That password is weak.'}` });
  if (code === 'unavailable' || code === 'ECONNREFUSED')
    throw new Failure({
      cause: 'The database does not answer.',
      remedy: 'Start it: ./concord up',
      exit: exitCodes.notRunning,
    });
  throw error;
};
