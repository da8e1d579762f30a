import { join } from 'node:path';
import { exitCodes, Failure } from '../../stack/failure.ts';
import type { AddCommand } from '../cli.ts';

type Options = { to?: string; limit: string };

export const mail: AddCommand = (program, cli) => {
  program
    .command('mail [number]')
    .description('Read the mails that the local stack has sent: it delivers none, and keeps the newest 1,000.')
    .option('--to <address>', 'only mails to this address, or a part of it')
    .option('--limit <number>', 'how many to list', '20')
    .addHelpText(
      'before',
      'Examples:\n  concord mail\n  concord mail 1                 the newest\n  concord mail --to ada@example.org --json\n',
    )
    .action(async (number: string | undefined, { to, limit }: Options) => {
      const folder = join(cli.places().data, 'mail');
      const [{ listMails, readMail }, screens] = await Promise.all([
        import('../../mail/mailbox.ts'),
        import('../../mail/screen.ts'),
      ]);
      if (number === undefined) {
        const mails = await listMails(folder, whole(limit), to);
        cli.json({ mails });
        for (const line of screens.mailsScreen(mails)) cli.say(line);
        return;
      }
      const found = await readMail(folder, whole(number));
      if (found === undefined)
        throw new Failure({ cause: `There is no mail ${number}.`, remedy: 'See which there are: ./concord mail' });
      cli.json(found);
      for (const line of screens.mailScreen(found)) cli.say(line);
    });
};

const whole = (text: string): number => {
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
  throw new Failure({
    cause: `"${text}" is not a number of mails.`,
    remedy: 'See which there are: ./concord mail',
    exit: exitCodes.usage,
  });
};
