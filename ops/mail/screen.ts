import { table } from '../cli/screens.ts';
import type { KeptMail, WholeMail } from './mailbox.ts';

/** What stands in a mail comes from strangers: nothing of it moves the cursor of a terminal. */
const plain = (text: string): string => text.replaceAll(/[^\P{Cc}\n]|\p{Cf}/gu, '');

const time = (at: string) => at.slice(0, 19).replace('T', ' ');

/** The list of mails. */
export const mailsScreen = (mails: readonly KeptMail[], width?: number): string[] =>
  mails.length === 0
    ? ['No mail has come.']
    : [
        table(
          ['', 'TIME (UTC)', 'TO', 'SUBJECT'],
          mails.map(({ number, at, to, subject }) => [String(number), time(at), plain(to.join(', ')), plain(subject)]),
          width,
        ),
      ];

/** One mail, as text. */
export const mailScreen = ({ at, from, to, subject, text, file }: WholeMail): string[] => [
  `From     ${plain(from)}`,
  `To       ${plain(to.join(', '))}`,
  `Time     ${time(at)} UTC`,
  `Subject  ${plain(subject)}`,
  `File     ${file}`,
  '',
  plain(text).trimEnd(),
];
