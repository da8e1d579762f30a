import { events } from '@concord/contracts';
import { describe, expect, test } from '@jest/globals';
import { readEvent } from './event.ts';
import { Poison } from './poison.ts';

const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
const headers = { id: '0190a5b0-0000-4000-8000-000000000001', eventType: 'post.created', traceparent };
const payload = { postId: 12, authorId: 34, version: 1 };
const timestamp = Date.UTC(2026, 10, 22);
const doubly = (value: unknown) => Buffer.from(JSON.stringify(JSON.stringify(value)));
const read = (over: object) => readEvent(events.postCreated, { headers, value: doubly(payload), timestamp, ...over });

describe('an event', () => {
  test('is the payload out of the JSON string inside the JSON, with its id and trace', () => {
    expect(read({})).toEqual({
      payload,
      meta: { eventId: headers.id, traceparent, publishedAt: new Date(timestamp) },
    });
  });

  test('that was written without the second quoting is read too', () => {
    expect(read({ value: Buffer.from(JSON.stringify(payload)) })?.payload).toEqual(payload);
  });

  test('of another type is none of ours, and is not even looked into', () => {
    expect(read({ headers: { ...headers, eventType: 'post.deleted' }, value: Buffer.from('{') })).toBeNull();
  });

  test('without a trace has none', () => {
    expect(read({ headers: { id: headers.id, eventType: 'post.created' } })?.meta.traceparent).toBeNull();
  });

  test.each([
    ['is not JSON', { value: Buffer.from('{"secret"') }],
    ['departs from its schema', { value: doubly({ ...payload, postId: 'secret' }) }],
    ['departs from its schema', { value: doubly({ ...payload, surplus: 'secret' }) }],
    ['has no id', { headers: { eventType: 'post.created' } }],
  ])('that %s is poison', (reason, over) => {
    expect(() => read(over)).toThrow(Poison);
    expect(() => read(over)).toThrow(reason);
    expect(() => read(over)).not.toThrow('secret');
  });
});
