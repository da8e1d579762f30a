import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { tagBeginning } from './beginning.ts';

/** Lucene anchors its expressions; of what is made here both languages read the same. */
const matches = (typed: string, tag: string) => new RegExp(`^${tagBeginning(typed)?.pattern ?? '$^'}$`, 'u').test(tag);

test.each([
  ['caf', 'café', true],
  ['CAFÉ', 'cafeteria', true],
  ['#café', 'cafe', true],
  ['strass', 'straße', true],
  ['straß', 'strasse', true],
  ['encyclopae', 'encyclopædia', true],
  ['smø', 'smorrebrod', true],
  ['nguye', 'nguyễn', true],
  ['東', '東京', true],
  ['が', 'か', false],
  ['cafe', 'caf', false],
  ['afe', 'cafe', false],
  ['', 'anything', true],
])('%s begins %s: %s', (typed, tag, expected) => {
  expect(matches(typed, tag)).toBe(expected);
});

test.each(['two words', 'a.*', '[x', '(', 'a|b', '"', '\\', '##'])('%s begins no hashtag', (typed) => {
  expect(tagBeginning(typed)).toBeNull();
});

test('every tag begins with its own beginning, and no pattern is longer than Elasticsearch takes', () => {
  const letters = fc.constantFrom(...Array.from('abcdeosst_9éßœÞØýớ搜ก'));
  fc.assert(
    fc.property(fc.string({ unit: letters, minLength: 1, maxLength: 50 }), fc.nat(50), (tag, length) => {
      const kept = tag.toLowerCase();
      expect(matches(tag.slice(0, length), kept)).toBe(true);
      expect(tagBeginning(tag)?.pattern.length).toBeLessThan(1_000);
    }),
  );
});
