import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { policies } from './table.ts';

test('the README tells the limits as they are', () => {
  const readme = readFileSync(new URL('../../../../README.md', import.meta.url), 'utf8');
  const told = [...readme.matchAll(/^\| .* \| .* \| ([0-9,]+) +\|$/gm)].map(([, limit = '']) =>
    Number(limit.replaceAll(',', '')),
  );
  expect(told).toEqual(Object.values(policies).map(({ points }) => points));
});
