import type { Id } from '@concord/contracts';
import { logger, repeated, transaction, type Db, type OwnRows, type Part } from '@concord/platform';
import type { Clock } from '../domain/clock.ts';
import { expiryOf, exportFiles, nextAttemptAt, placeAfter, type Export, type ExportFile } from '../domain/export.ts';
import { insertPage } from '../store/export-pages.ts';
import { advanceExport, beginAgain, exportsDue, failExport, postponeExport } from '../store/exports.ts';

/** The rows of one file of an account, after a place: from the service that owns them. */
export type ExportSource = (file: ExportFile, accountId: Id, after: string | undefined) => Promise<OwnRows>;

interface ExportMaker {
  readonly db: Db;
  readonly clock: Clock;
  readonly source: ExportSource;
}

const log = logger('exports');
const everyMs = 1_000;

/** Makes the next page of an export; false where another process did so first, or the export is gone. */
const makePage = async ({ db, clock, source }: ExportMaker, made: Export): Promise<boolean> => {
  const file = exportFiles.find(({ as }) => as === (made.place?.file ?? exportFiles[0]?.as));
  // A file that this release does not know: begun by another.
  if (file === undefined) return transaction(db, (tx) => beginAgain(tx, made)).then(() => true);
  const { rows, next } = await source(file, made.userId, made.place?.after);
  const place = placeAfter(file, next);
  const at = clock.now();
  const end = { dueAt: null, finishedAt: at, expiresAt: expiryOf(at) };
  const progress = { place, ...(place === null ? end : { dueAt: at, finishedAt: null, expiresAt: null }) };
  const content = rows.map((row) => JSON.stringify(row)).join(',\n');
  return transaction(db, async (tx) => {
    if (!(await advanceExport(tx, made, progress))) return false;
    if (rows.length > 0) await insertPage(tx, { exportId: made.id, number: made.pages, file: file.as, content });
    return true;
  });
};

/** What becomes of an export whose page failed: it waits, longer each time, and is given up in the end. */
const afterFailure = async ({ db, clock }: ExportMaker, made: Export, error: unknown): Promise<void> => {
  const at = clock.now();
  const dueAt = nextAttemptAt(made.attempts + 1, at);
  const about = { err: error, id: made.id, file: made.place?.file, attempts: made.attempts + 1 };
  if (dueAt === null) log.error(about, 'an export was given up');
  else log.warn({ ...about, dueAt }, 'an export waits');
  await transaction(db, (tx) =>
    dueAt === null ? failExport(tx, made, at, expiryOf(at)) : postponeExport(tx, made, dueAt),
  );
};

/** One page of each export that is due: neither a large one nor one that fails holds up the others. False where there was nothing to do. */
const makeRound = async (maker: ExportMaker, stopped: () => boolean): Promise<boolean> => {
  let hasMade = false;
  for (const made of await exportsDue(maker.db, maker.clock.now())) {
    if (stopped()) return false;
    const isMade = await makePage(maker, made).catch((error: unknown) =>
      afterFailure(maker, made, error).then(() => false),
    );
    hasMade ||= isMade;
  }
  return hasMade;
};

/** Makes the exports that were asked for. A service that is away is waited for; a dead process is followed by the next. */
export const exportMaker = (maker: ExportMaker): Part =>
  repeated({
    name: 'exports',
    everyMs,
    work: async (stopped) => {
      while (!stopped() && (await makeRound(maker, stopped)));
    },
  });
