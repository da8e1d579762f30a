import { expect, test } from '@jest/globals';
import { transcriptOf } from './transcript.ts';

test('a recorded transaction is sent again as one query about another post', () => {
  const at = new Date(0);
  const event = 'b24f6f0e-3f3b-4c2a-9d51-0a2f4a1c7e11';
  const transcript = transcriptOf(
    [
      { sql: 'BEGIN;' },
      { sql: 'insert into `posts` values (?, ?, ?, ?, ?)', bindings: [4_711_000, 'recorded', at, 1, null] },
      { sql: 'insert into `outbox` values (?, ?, ?)', bindings: [event, '4711000', '{"postId":4711000,"version":1}'] },
      { sql: 'delete from `outbox` where `id` = ?', bindings: [event] },
      { sql: 'COMMIT;' },
    ],
    { id: 4_711_000, content: 'recorded' },
  );
  const { sql, bindings } = transcript({ id: 5_000_000, content: 'new' });
  expect(sql).toBe(
    'BEGIN; insert into `posts` values (?, ?, ?, ?, ?); insert into `outbox` values (?, ?, ?); delete from `outbox` where `id` = ?; COMMIT',
  );
  const [id, content, time, author, location, eventId, aggregate, payload, deleted] = bindings;
  expect([id, content, author, location, aggregate]).toEqual([5_000_000, 'new', 1, null, '5000000']);
  expect(payload).toBe('{"postId":5000000,"version":1}');
  expect((time as Date).getTime()).toBeGreaterThan(0);
  expect(eventId).not.toBe(event);
  expect(deleted).toBe(eventId);
});
