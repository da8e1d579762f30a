import { strFromU8, unzipSync } from 'fflate';

/** The files of a ZIP by name, as text. */
export const unzipped = (archive: ArrayBuffer): Record<string, string> =>
  Object.fromEntries(
    Object.entries(unzipSync(new Uint8Array(archive))).map(([name, bytes]) => [name, strFromU8(bytes)]),
  );
