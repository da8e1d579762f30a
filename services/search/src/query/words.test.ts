import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseWords, type Words } from './words.ts';

const words = (own: Partial<Words>): Words => ({
  words: [],
  phrases: [],
  prefixes: [],
  tags: [],
  excluded: [],
  ...own,
});

test.each<[string, Partial<Words> | null]>([
  ['', {}],
  ['re\u0301ka', { words: ['r\u00e9ka'] }],
  ['   ', {}],
  ['tomato seedlings', { words: ['tomato', 'seedlings'] }],
  ['"two words" one', { phrases: ['two words'], words: ['one'] }],
  ['“two words”', { phrases: ['two words'] }],
  ['-bad -"very bad" good', { excluded: ['bad', 'very bad'], words: ['good'] }],
  ['seedl* a* #Green #', { prefixes: ['seedl'], words: ['a*'], tags: ['green'] }],
  ['text:secret AND (x OR y)', { words: ['text:secret', 'AND', '(x', 'OR', 'y)'] }],
  ['"not closed', { words: ['"not', 'closed'] }],
  ['"" "  " one', { words: ['one'] }],
  ['- -- *** !', null],
  ['""', null],
  ['🙂', { words: ['🙂'] }],
])('%j', (query, expected) => {
  expect(parseWords(query)).toEqual(expected === null ? null : words(expected));
});

test('at most twenty terms count, each holds something to look for, and none is longer than the query', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...Array.from('ab "*-#é搜 ')), maxLength: 200 }), (query) => {
      const terms = Object.values(parseWords(query) ?? words({})).flat() as string[];
      expect(terms.length).toBeLessThanOrEqual(20);
      for (const term of terms) expect(term).toMatch(/[\p{L}\p{N}]/u);
      expect(terms.join('').length).toBeLessThanOrEqual(query.length);
    }),
  );
});
