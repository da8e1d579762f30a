import { Readable } from 'node:stream';
import { exportLimits } from '@concord/contracts';
import type { Reader } from '@concord/platform';
import { ZipFile } from 'yazl';
import { exportFiles, type Export } from '../domain/export.ts';
import { pagesOf } from '../store/export-pages.ts';

/** A file's rows as one JSON array. */
async function* asArray(pages: AsyncIterable<string>): AsyncGenerator<string> {
  yield '[';
  let separator = '\n';
  for await (const page of pages) {
    yield separator + page;
    separator = ',\n';
  }
  yield '\n]\n';
}

const readme = (made: Export): string => `What Concord has of account ${String(made.userId)}

Made ${(made.finishedAt ?? made.requestedAt).toISOString()}; can be fetched for ${String(exportLimits.keptDays)} days.
Each file is a JSON array. Ids are strings, times are in UTC. A file that is [] has nothing of yours.

${exportFiles.map(({ as, summary }) => `${`${as}.json`.padEnd(32)}${summary}`).join('\n')}

What others wrote, who blocks you, and secrets such as keys and hashes of passwords are not in it.
`;

/** The archive of a finished export as a ZIP, made while it is sent. The same export gives the same archive. */
export const archive = (reader: Reader, made: Export): NodeJS.ReadableStream => {
  const zip = new ZipFile();
  const output = zip.outputStream as Readable;
  const options = { mtime: made.finishedAt ?? made.requestedAt };
  zip.on('error', (error: Error) => void output.destroy(error));
  zip.addBuffer(Buffer.from(readme(made)), 'README.txt', options);
  for (const { as } of exportFiles)
    zip.addReadStream(
      Readable.from(asArray(pagesOf(reader, made.id, as)), { objectMode: false }),
      `${as}.json`,
      options,
    );
  zip.end();
  return output;
};
