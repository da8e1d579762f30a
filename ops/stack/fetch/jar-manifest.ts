import { readFileSync } from 'node:fs';
import { inflateRawSync } from 'node:zlib';

const centralEntry = 0x02014b50;
const endOfDirectory = 0x06054b50;

/** One entry of a jar's manifest, for instance the commit a build was made from. Reads the zip format's central directory (APPNOTE 4.3). */
export const manifestEntry = (jar: string, name: string): string | undefined => {
  const text = unzipped(readFileSync(jar), 'META-INF/MANIFEST.MF')?.toString('utf8').replaceAll('\r', '');
  return text === undefined ? undefined : new RegExp(`^${name}: (.*)$`, 'm').exec(text)?.[1];
};

const unzipped = (zip: Buffer, wanted: string): Buffer | undefined => {
  let end = zip.length - 22;
  while (end >= 0 && zip.readUInt32LE(end) !== endOfDirectory) end -= 1;
  if (end < 0) return undefined;
  let at = zip.readUInt32LE(end + 16);
  while (zip.readUInt32LE(at) === centralEntry) {
    const nameLength = zip.readUInt16LE(at + 28);
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength);
    if (name === wanted)
      return content(zip, zip.readUInt32LE(at + 42), zip.readUInt32LE(at + 20), zip.readUInt16LE(at + 10));
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return undefined;
};

const content = (zip: Buffer, header: number, length: number, method: number): Buffer => {
  const start = header + 30 + zip.readUInt16LE(header + 26) + zip.readUInt16LE(header + 28);
  const bytes = zip.subarray(start, start + length);
  return method === 0 ? bytes : inflateRawSync(bytes);
};
