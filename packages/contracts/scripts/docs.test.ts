import { readFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import { pages } from './pages.ts';

test.each(Object.entries(pages()))('docs/%s is current: if not, `npm run docs`', async (name, text) => {
  expect(await readFile(new URL(`../../../docs/${name}`, import.meta.url), 'utf8')).toBe(text);
});
