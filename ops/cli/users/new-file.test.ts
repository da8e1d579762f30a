import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { Failure } from '../../stack/failure.ts';
import { writeNewFile } from './new-file.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'concord-new-file-'));
  path = join(folder, 'eve.zip');
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const untouched = () => Promise.reject(new Error('it was asked for all the same'));

test('what is there already is not written over, nor where a link leads', async () => {
  writeFileSync(path, 'of somebody else');
  await expect(writeNewFile(path, untouched)).rejects.toThrow(/is there already/);
  expect(readFileSync(path, 'utf8')).toBe('of somebody else');
  const link = join(folder, 'link.zip');
  symlinkSync(join(folder, 'elsewhere'), link);
  await expect(writeNewFile(link, untouched)).rejects.toBeInstanceOf(Failure);
  expect(existsSync(join(folder, 'elsewhere'))).toBe(false);
});

test('a folder that is not there is told before anything is asked for', async () => {
  await expect(writeNewFile(join(folder, 'none', 'eve.zip'), untouched)).rejects.toThrow(/its folder is not there/);
});

test('only its owner may read it, and all of it is there', async () => {
  chmodSync(folder, 0o755);
  const chunks = Array.from({ length: 300 }, (_, number) => Buffer.alloc(10_000, number));
  const write = (to: Writable) => pipeline(Readable.from(chunks), to).then(() => 'done');
  expect(await writeNewFile(path, write)).toEqual({ result: 'done', size: 3_000_000 });
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(readFileSync(path).equals(Buffer.concat(chunks))).toBe(true);
});

test('half a file is taken away, with the reason as it was', async () => {
  const broken = new Error('the connection is gone');
  async function* half() {
    yield Buffer.alloc(200_000);
    expect(existsSync(path)).toBe(true);
    throw broken;
  }
  await expect(writeNewFile(path, (to) => pipeline(Readable.from(half()), to))).rejects.toBe(broken);
  expect(existsSync(path)).toBe(false);
});

test('Ctrl-C takes it away too', async () => {
  const interruption = new AbortController();
  async function* endless() {
    for (let number = 0; ; number += 1) {
      if (number === 20) interruption.abort();
      yield Buffer.alloc(50_000);
    }
  }
  const { signal } = interruption;
  const write = (to: Writable) => pipeline(Readable.from(endless()), to, { signal });
  await expect(writeNewFile(path, write)).rejects.toMatchObject({ name: 'AbortError' });
  expect(existsSync(path)).toBe(false);
});

test('a full disk is told in a sentence', async () => {
  const full = Object.assign(new Error('write'), { code: 'ENOSPC' });
  await expect(writeNewFile(path, () => Promise.reject(full))).rejects.toThrow(/the disk is full/);
  expect(existsSync(path)).toBe(false);
});
