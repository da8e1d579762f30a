import { exportLimits, exportedOf, personalData, type Id } from '@concord/contracts';
import { growingPause } from '@concord/platform';
import { day, later } from './clock.ts';

/** Where the making of an export goes on: a file, and a place in it unless at its beginning. */
export interface Place {
  readonly file: string;
  readonly after?: string;
}

export interface Export {
  readonly id: Id;
  readonly userId: Id;
  readonly requestedAt: Date;
  /** At the command line, for who cannot ask: it does not count among those that the owner may ask for. */
  readonly byOperator: boolean;
  readonly pages: number;
  readonly place: Place | null;
  /** Failures in a row of its next page. */
  readonly attempts: number;
  /** When its next page is due; null at its end. */
  readonly dueAt: Date | null;
  readonly finishedAt: Date | null;
  /** When it was given up. */
  readonly failedAt: Date | null;
  readonly expiresAt: Date | null;
}

/** An export of which nothing is made yet. */
export const newExport = (asked: Pick<Export, 'id' | 'userId' | 'requestedAt' | 'byOperator'>): Export => ({
  ...asked,
  ...{ pages: 0, place: null, attempts: 0, dueAt: asked.requestedAt },
  ...{ finishedAt: null, failedAt: null, expiresAt: null },
});

/** A file of every archive, and whose database it is from. */
export interface ExportFile {
  readonly database: string;
  readonly as: string;
  readonly summary: string;
}

/** The files of an archive, in the order in which they are made. */
export const exportFiles: readonly ExportFile[] = Object.keys(personalData.databases).flatMap((database) =>
  exportedOf(database).map(({ as, summary }) => ({ database, as, summary })),
);

/** Where to go on after a page: in the same file while it has more, with the next file, or null at the end. */
export const placeAfter = (file: ExportFile, next: string | null): Place | null => {
  if (next !== null) return { file: file.as, after: next };
  const following = exportFiles[exportFiles.indexOf(file) + 1];
  return following === undefined ? null : { file: following.as };
};

/** In which of the files, counted from 1, the next page stands. */
export const fileNumber = ({ place }: Pick<Export, 'place'>): number =>
  place === null ? 1 : exportFiles.findIndex(({ as }) => as === place.file) + 1;

export const isUnderWay = ({ finishedAt, failedAt }: Pick<Export, 'finishedAt' | 'failedAt'>): boolean =>
  finishedAt === null && failedAt === null;

const pauses = { firstMs: 2_000, mostMs: 3_600_000 };

/** A service may be away for half a day: so long 24 attempts take, with pauses that grow to an hour. */
const mostAttempts = 24;

/** When a page is tried again that has failed so many times in a row; null where it is given up. */
export const nextAttemptAt = (failures: number, now: Date): Date | null =>
  failures < mostAttempts ? later(now, growingPause(failures, pauses)) : null;

/** When one has ended, until when it is kept. */
export const expiryOf = (endedAt: Date): Date => later(endedAt, exportLimits.keptDays * day);

/** In how many seconds another may be asked for, of an account that asked at these times; 0 for at once. */
export const secondsUntilNext = (requestedAt: readonly Date[], now: Date): number => {
  const within = requestedAt.map((at) => later(at, day).getTime() - now.getTime()).filter((left) => left > 0);
  const oldest = within.toSorted((a, b) => b - a)[exportLimits.aDay - 1];
  return oldest === undefined ? 0 : Math.ceil(oldest / 1_000);
};
