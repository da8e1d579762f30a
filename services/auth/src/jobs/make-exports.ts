import type { Id } from '@concord/contracts';
import { logger, repeated, transaction, type Db, type OwnRows, type Part } from '@concord/platform';
import type { Clock } from '../domain/clock.ts';
import { expiryOf, exportFiles, placeAfter, type Export, type ExportFile } from '../domain/export.ts';
import { insertPage } from '../store/export-pages.ts';
import { advanceExport, beginAgain, exportsBeingMade } from '../store/exports.ts';

/** The rows of one file of an account, after a place: from the service that owns them. */
export type ExportSource = (file: ExportFile, accountId: Id, after: string | undefined) => Promise<OwnRows>;

interface ExportMaker {
  readonly db: Db;
  readonly clock: Clock;
  readonly source: ExportSource;
}

const log = logger('exports');
const everyMs = 1_000;

/** The next page of an export; gives where it stands then, or null when it is finished or somebody else goes on with it. */
const makePage = async ({ db, clock, source }: ExportMaker, made: Export): Promise<Export | null> => {
  const file = exportFiles.find(({ as }) => as === (made.place?.file ?? exportFiles[0]?.as));
  // A file that this release does not know: begun by another.
  if (file === undefined) return transaction(db, (tx) => beginAgain(tx, made)).then(() => null);
  const { rows, next } = await source(file, made.userId, made.place?.after);
  const place = placeAfter(file, next);
  const finishedAt = place === null ? clock.now() : null;
  const progress = { place, finishedAt, expiresAt: finishedAt && expiryOf(finishedAt) };
  const content = rows.map((row) => JSON.stringify(row)).join(',\n');
  const isOurs = await transaction(db, async (tx) => {
    if (!(await advanceExport(tx, made, progress))) return false;
    if (rows.length > 0) await insertPage(tx, { exportId: made.id, number: made.pages, file: file.as, content });
    return true;
  });
  return isOurs && place !== null ? { ...made, place, pages: made.pages + 1 } : null;
};

/** Makes the exports that were asked for. A service that is away is waited for; a dead process is followed by the next. */
export const exportMaker = (maker: ExportMaker): Part =>
  repeated({
    name: 'exports',
    everyMs,
    work: async (stopped) => {
      for (const begun of await exportsBeingMade(maker.db)) {
        let made: Export | null = begun;
        while (made !== null && !stopped()) made = await makePage(maker, made);
        if (made === null) log.info({ id: begun.id }, 'made, or made by another process');
      }
    },
  });
