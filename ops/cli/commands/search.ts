import { Option } from 'commander';
import type { Received } from '@concord/contracts';
import type { contract } from '@concord/contracts';
import { exitCodes, Failure } from '../../stack/failure.ts';
import { paint, type AddCommand, type Cli } from '../cli.ts';
import { operatorClient } from '../operator-client.ts';
import { runningStack } from '../running-stack.ts';
import { wholeNumber } from '../whole-number.ts';

const types = ['posts', 'comments', 'users', 'hashtags'] as const;
type Options = { type: (typeof types)[number]; limit: number; as?: string; password?: string };
type Results = Received<typeof contract.search.search>;
type Item = Results['items'][number];

export const search: AddCommand = (program, cli) => {
  program
    .command('search <words>')
    .description('Search as anybody, or as somebody with an account.')
    .addOption(new Option('--type <type>', 'what to search').choices(types).default('posts'))
    .option('--limit <number>', 'how many to show, 100 at the most', wholeNumber, 10)
    .option('--as <login>', 'log in first, and find what this person may see')
    .option('--password <password>', 'their password')
    .addHelpText(
      'before',
      'Examples:\n  concord search "linux kernel"\n  concord search ada --type users\n  concord search perl --as ada_l --password …\n',
    )
    .action(async (words: string, options: Options) => {
      const results = await find(cli, words, options);
      cli.json(results);
      cli.say(`${String(results.total)} found`);
      for (const item of results.items) cli.say(line(item));
    });
};

const find = async (cli: Cli, words: string, { type, limit, as, password }: Options): Promise<Results> => {
  if (as !== undefined && password === undefined)
    throw new Failure({ cause: '--as needs --password.', exit: exitCodes.usage });
  const api = await operatorClient(await runningStack(cli));
  const { ApiError, NoAnswerError } = await import('@concord/client');
  try {
    const session =
      as === undefined ? null : await api.createSession({ body: { login: as, password: password ?? '' } });
    return await api
      .as(session?.accessToken ?? null)
      .search({ query: { q: words, type, limit: String(Math.min(limit, 100)) } });
  } catch (error) {
    if (error instanceof NoAnswerError)
      throw new Failure({
        cause: 'The platform does not answer.',
        remedy: 'Look: ./concord status',
        exit: exitCodes.notRunning,
      });
    if (error instanceof ApiError)
      throw new Failure({
        cause: error.detail ?? error.message,
        remedy: error.status === 503 ? 'Look: ./concord pipeline status' : undefined,
      });
    throw error;
  }
};

const unescaped = (html: string) =>
  html
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&#x2F;', '/')
    .replaceAll('&amp;', '&');

/** A highlighted fragment on one line, what matched in bold. */
const fragment = (html: string): string =>
  html
    .replaceAll(/\s+/g, ' ')
    .split(/<em>(.*?)<\/em>/)
    .map((part, index) => (index % 2 === 1 ? paint('bold', unescaped(part)) : unescaped(part)))
    .join('');

const line = (item: Item): string => {
  if (item.type === 'hashtag') return `  #${item.tag}  ${String(item.posts)} posts`;
  if (item.type === 'user') return `  ${paint('bold', item.displayName)} @${item.username}  ${item.bio ?? ''}`;
  const [text = item.content.slice(0, 120).replaceAll(/\s+/g, ' ')] = item.highlights.map(fragment);
  return `  ${paint('bold', item.author.displayName)} @${item.author.username} · ${item.createdAt.slice(0, 16).replace('T', ' ')}\n    ${text}`;
};
