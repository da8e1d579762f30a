import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { config, violationsIn } from './cruise.ts';

const planted = path.join(import.meta.dirname, 'planted');
const rules = (config.forbidden ?? []).map(({ name, comment }) => ({ name: name ?? '', comment: comment ?? '' }));

/** The files of a plant, one entry per line that ends in `// planted`. */
const marks = async (folder: string): Promise<string[]> => {
  const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith('.ts'));
  const perFile = await Promise.all(
    files.map(async (file) => {
      const text = await readFile(path.join(folder, file), 'utf8');
      return text.split('\n').flatMap((line) => (line.endsWith('// planted') ? [file] : []));
    }),
  );
  return perFile.flat().toSorted();
};

test('every rule has its plant, and every plant its rule', async () => {
  expect((await readdir(planted)).toSorted()).toEqual(rules.map(({ name }) => name).toSorted());
});

test.each(rules)('$name fires on each planted violation and on nothing else', async ({ name }) => {
  const folder = path.join(planted, name);
  const fired = (await violationsIn(folder)).filter(({ rule }) => rule === name);
  expect(fired.map(({ from }) => from).toSorted()).toEqual(await marks(folder));
  expect(fired).not.toEqual([]);
});

test.each(rules)('$name says what to do instead', ({ comment }) => {
  expect(comment).toMatch(/^.{20,}[.:] .{15,}[.)]$/);
});
