import { expect, test } from '@jest/globals';
import { cardsVisibleTo, inFeed, only, unmuted, visibleTo } from './sql.ts';

const items = {
  item: { author: 'p.user_id', audience: 'p.audience' },
  people: 'people',
  relations: 'relations',
};

test('somebody without an account is asked nothing of relations, and the items stay the first table read', () => {
  const { join, where } = visibleTo(null, items);
  expect(join).toEqual({ sql: 'STRAIGHT_JOIN people AS a ON a.id = p.user_id', bindings: [] });
  expect(where).toEqual({
    sql: "(a.status IN ('active') AND p.audience IN ('public') AND a.profile_visibility IN ('public'))",
    bindings: [],
  });
});

test('a viewer’s id is bound, never written into the text', () => {
  const { join, where } = visibleTo(4711, items);
  for (const { sql, bindings } of [join, where]) {
    expect(sql).not.toContain('4711');
    expect(bindings).toEqual(Array.from(sql.matchAll(/\?/g), () => 4711));
  }
});

test('two authors of one query have aliases of their own', () => {
  const { join, where } = visibleTo(1, { ...items, as: { people: 'sharer', relations: 'to_sharer' } });
  expect(join.sql).toContain('people AS sharer ON sharer.id = p.user_id');
  expect(join.sql).toContain('relations AS to_sharer ON to_sharer.viewer_id = ?');
  expect(where.sql).not.toMatch(/\b[ar]\./);
});

test('a card stands under no setting of its person', () => {
  expect(cardsVisibleTo(1, { person: 'f.follower_id', people: 'profiles', relations: 'relations' }).where.sql).toBe(
    "(f.follower_id = ? OR (a.status IN ('active') AND r.blocks IS NOT TRUE AND r.blocked_by IS NOT TRUE))",
  );
});

test('a feed is of whom the viewer follows or befriended, without the muted', () => {
  expect(inFeed()).toEqual({ sql: '((r.follows OR r.friend) AND (r.mutes IS NOT TRUE))', bindings: [] });
});

test('strangers are not muted', () => {
  expect(unmuted()).toEqual({ sql: '(r.mutes IS NOT TRUE)', bindings: [] });
});

test('a query builder gets the join and the condition with their values', () => {
  const calls: unknown[] = [];
  const query = {
    joinRaw: (...call: unknown[]) => calls.push(call),
    whereRaw: (...call: unknown[]) => calls.push(call),
  };
  const visible = visibleTo(1, items);
  only(visible)(query);
  expect(calls).toEqual([
    [visible.join.sql, visible.join.bindings],
    [visible.where.sql, visible.where.bindings],
  ]);
});
