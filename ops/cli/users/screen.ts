import { good } from '../cli.ts';
import { table } from '../screens.ts';
import { bytes } from '../../stack/units.ts';
import type {
  AdminMade,
  Deleted,
  ExportProgress,
  Listed,
  Restored,
  RolesChanged,
  Sanctioned,
  ToDelete,
} from './accounts.ts';

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

/** What people wrote moves no cursor of a terminal. */
const plain = (text: string): string => text.replaceAll(/\p{Cc}|\p{Cf}/gu, '');

const day = (time: Date): string => time.toISOString().slice(0, 10);

const noteOf = ({ sanction }: Listed['accounts'][number]): string => {
  if (sanction === null) return '';
  return [plain(sanction.reason), ...(sanction.until === null ? [] : [`until ${day(sanction.until)}`])].join(', ');
};

export const accountsScreen = ({ accounts, more }: Listed, width?: number): string[] =>
  accounts.length === 0
    ? ['No account is like that.']
    : [
        table(
          ['ID', 'USERNAME', 'ADDRESS', 'STATUS', 'ROLES', 'SINCE', 'WHY'],
          accounts.map((one) => [
            ...[String(one.id), one.username, plain(one.email), one.status, one.roles.join(', '), day(one.createdAt)],
            noteOf(one),
          ]),
          width,
        ),
        ...(more ? ['  … and more: --limit, or --search'] : []),
      ];

export const rolesLine = ({ username, before, roles }: RolesChanged): string =>
  before.join() === roles.join()
    ? `${good()} ${username} is ${roles.join(', ')} already. Nothing was changed.`
    : `${good()} ${username} was ${before.join(', ')}, and is ${roles.join(', ')} now.`;

export const sanctionedLines = ({ username, status }: Sanctioned): string[] => [
  `${good()} ${username} is ${status}. The sessions end within 5 seconds, and what was written is shown to nobody.`,
  `  To take it back: ./concord users restore ${username} --reason …`,
];

export const restoredLine = ({ username, was }: Restored): string =>
  was === 'active'
    ? `${good()} ${username} is active already. Nothing was changed.`
    : `${good()} ${username} was ${was}, and is active now. What was written comes back.`;

/** What is about to happen, for who has to agree. */
export const deletionQuestion = ({ accountId, username, email, status }: ToDelete): string =>
  `This deletes ${username} (id ${accountId}, ${plain(email)}, ${status}) and all it wrote, for ever.`;

export const deletedLines = ({ accountId, username }: Deleted, follow: string): string[] => [
  `${good()} ${username} is deleted: nobody sees anything of it, and the sessions end within 5 seconds.`,
  '  The address may sign up again, the username is given to nobody.',
  `  Who has erased what it held:  GET ${follow}`,
  `  What is left, in numbers:     ./concord privacy scan ${accountId}`,
];

/** How far an export is. */
export const progressLine = ({ pages, file, files, attempts, dueAt }: ExportProgress): string => {
  if (attempts > 0) {
    const again = dueAt === null ? '' : `, again at ${dueAt.toTimeString().slice(0, 8)}`;
    return `file ${file} of ${files} could not be read (${attempts} in a row)${again}`;
  }
  return pages === 0 ? 'waiting for auth to take it up' : `page ${pages + 1}, file ${file} of ${files}`;
};

const sizeOf = (size: number): string => (size < 950_000 ? `${Math.ceil(size / 1_000)} kB` : bytes(size));

export const exportedLines = ({ username, file, size }: { username: string; file: string; size: number }): string[] => [
  `${good()} Wrote what Concord has of ${username} to ${file}: ${sizeOf(size)}, readable by you only.`,
  '  Give it to its owner alone, and delete it then: no deletion of the account reaches it.',
];
