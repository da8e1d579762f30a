import { expect, test } from '@jest/globals';
import type { Message } from './parse-message.ts';
import { threads, topic } from './thread.ts';

const message = (id: string, subject: string, day: number, answers: string[] = []): Message => ({
  id,
  subject,
  answers,
  sentAt: new Date(Date.UTC(2002, 7, day)),
  from: { name: '', address: `${id}@example.org` },
  recipients: [],
  text: '',
  list: 'fork',
});

test('a reply follows its references, the nearest known first', () => {
  const places = threads([
    message('a', 'Tea', 1),
    message('b', 'Re: Tea', 2, ['a']),
    message('c', 'was: Tea', 3, ['unknown', 'b', 'a']),
  ]);
  expect(places.get('c')).toEqual({ parent: 'b', root: 'a' });
});

test('a reply without references follows the last word on its subject', () => {
  const places = threads([
    message('a', '[fork] Tea', 1),
    message('b', 'RE: [fork] tea', 2),
    message('c', 'Re[2]: Tea', 3),
  ]);
  expect(places.get('b')).toEqual({ parent: 'a', root: 'a' });
  expect(places.get('c')).toEqual({ parent: 'b', root: 'a' });
});

test('the same subject anew or a month later is another conversation', () => {
  const places = threads([message('a', 'Tea', 1), message('b', 'Tea', 2), message('c', 'Re: Tea', 28)]);
  expect(places.get('b')).toEqual({ parent: undefined, root: 'b' });
  expect(places.get('c')?.parent).toBeUndefined();
});

test.each([
  ['Re: [ILUG] Re: Digital Cameras', 'Digital Cameras'],
  ['Fwd: earthviewer (was Re: whoa}', 'earthviewer'],
])('the topic of %s is %s', (subject, expected) => {
  expect(topic(subject)).toBe(expected);
});
