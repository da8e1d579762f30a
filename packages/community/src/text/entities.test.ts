import { expect, test } from '@jest/globals';
import { mostMentions, mostTags, namesIn, tagsIn, tagsOf } from './entities.ts';

test.each([
  ['of one digit or underscore only', 'bus #16 and #_ and #1_2', []],
  ['without a space before it', '日本語#日本語 and a#b', []],
  ['within an address', 'https://example.org/#top example.org/path#part https://x.org/a?b=#c', []],
  ['followed by an address', '#https://example.org', []],
  ['before punctuation', '#one, #two. #three! (#four)', ['one', 'two', 'three', 'four']],
  ['after an address', 'https://example.org/#no #yes', ['yes']],
  ['after an address that CJK punctuation ends', 'https://example.org/。#はい', ['はい']],
  ['in Japanese', '#日本語ハッシュタグ。', ['日本語ハッシュタグ']],
  ['in full width', '＃ｇａｒｄｅｎ１２', ['garden12']],
  ['in half-width katakana', '#ｻｯｶｰ', ['サッカー']],
  ['in Korean', '#트위터', ['트위터']],
  ['in Arabic with a zero-width non-joiner', '#می\u200cخواهم', ['میخواهم']],
  ['in Sinhala with a zero-width joiner', '#ශ්\u200dරීලංකා', ['ශ්රීලංකා']],
  ['in Hindi with digits', '#महात्मा_१२३४', ['महात्मा_१२३४']],
  ['in Thai', '#การเมือง', ['การเมือง']],
  ['in Catalan with a middle dot', '#il·lusió', ['illusió']],
  ['in Cyrillic and Greek capitals', '#МОСКВА #ΑΘΉΝΑ', ['москва', 'αθήνα']],
  ['outside the basic plane', '#\u{20021}', ['\u{20021}']],
  ['twice, composed and decomposed', '#caf\u00e9 #cafe\u0301 #CAF\u00c9', ['caf\u00e9']],
])('finds hashtags %s', (_, text, tags) => {
  expect(tagsIn(text)).toEqual(tags);
});

test('a post carries the tags given and those of its text, each once in lower case, 20 at the most', () => {
  expect(tagsOf(['Roses', 'ｔｅａ'], 'about #roses and #Gardening')).toEqual(['roses', 'tea', 'gardening']);
  const many = Array.from({ length: 30 }, (_, index) => `#tag${index}`).join(' ');
  expect(tagsOf(['first'], many)).toHaveLength(mostTags);
  expect(tagsOf(['first'], many)[0]).toBe('first');
});

test('a tag longer than a tag may be is plain text', () => {
  expect(tagsIn(`#${'a'.repeat(101)}`)).toEqual([]);
});

test.each([
  ['at the beginning and the end', '@ada_l meets @Grace', ['ada_l', 'grace']],
  ['in the middle of Japanese', 'の@adaに', ['ada']],
  ['with a full-width sign', '＠ada', ['ada']],
  ['after RT', 'RT@ada rt:@grace', ['ada', 'grace']],
  ['not in an e-mail address', 'ada@example.org and @ada@example.org', []],
  ['not before an accented letter', '@aliceìnha', []],
  ['not within an address', 'https://example.org/@ada and example.org/@ada', []],
  ['not after a sign that belongs to something else', 'f!@ada f#@ada f$@ada f&@ada f*@ada', []],
  ['not shorter than a username', '@ab', []],
  ['not the beginning of something longer than a username', `@${'a'.repeat(31)}`, []],
  ['of thirty characters whole', `@${'a'.repeat(30)}`, ['a'.repeat(30)]],
  ['each once', '@ada @ADA @ada', ['ada']],
])('finds mentions %s', (_, text, names) => {
  expect(namesIn(text)).toEqual(names);
});

test('no more than fifty people are mentioned', () => {
  const text = Array.from({ length: 60 }, (_, index) => `@person_${index}`).join(' ');
  expect(namesIn(text)).toHaveLength(mostMentions);
});

test.each([
  '#'.repeat(5_000),
  '#x '.repeat(1_666),
  `#x ${'あ.'.repeat(2_400)}`,
  `#${'1'.repeat(4_990)}!#`,
  `#x ${'a.'.repeat(2_400)}`,
  'https://'.repeat(625),
  'a-'.repeat(2_500),
  '@a'.repeat(2_500),
  'rt'.repeat(2_500),
  `#x ${'example.org/#y '.repeat(330)}`,
])('a hostile text has bounded answers: %.10s…', (text) => {
  for (const found of [...tagsIn(text), ...namesIn(text)])
    expect(text.toLowerCase().normalize('NFKC')).toContain(found);
});
