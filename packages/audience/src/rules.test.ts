import { expect, test } from '@jest/globals';
import { admits, audiences, opens, shownStatuses, things } from './rules.ts';

test('each audience admits everybody whom the next narrower one admits', () => {
  for (const [index, audience] of audiences.entries()) {
    const narrower = audiences[index + 1];
    if (narrower === undefined || audience === 'public') continue;
    expect(admits[audience]).toEqual(expect.arrayContaining([...admits[narrower]]));
  }
});

test('only the widest audience admits people without a tie', () => {
  expect(opens.anyone).toEqual(['public']);
  expect(audiences[0]).toBe('public');
});

test('a follow opens what is for followers, a friendship also what is for friends', () => {
  expect(opens.follows).toEqual(['followers']);
  expect(opens.friend).toEqual(['followers', 'friends']);
});

test('nothing opens what is private', () => {
  expect(Object.values(opens).flat()).not.toContain('private');
});

test('only active accounts are shown', () => {
  expect(shownStatuses).toEqual(['active']);
});

test('every thing but a card stands under a setting of its author', () => {
  expect(Object.entries(things).filter(([, settings]) => settings.length === 0)).toEqual([['card', []]]);
});
