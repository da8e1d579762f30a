import { expect, test } from '@jest/globals';
import { mailFailure } from './failure.ts';

const error = (code: string, responseCode?: number, response?: string) =>
  Object.assign(new Error('failed'), { code, responseCode, response });

test.each([
  [error('EENVELOPE', 550, '550 5.1.1 No such user'), 'refused'],
  [error('EMESSAGE', 554, '554 No'), 'refused'],
  [error('EENVELOPE'), 'refused'],
  [error('EENVELOPE', 450, '450 4.2.1 Greylisted'), 'later'],
  [error('EMESSAGE', 452, '452 Full'), 'later'],
  [error('EENVELOPE', 421, '421 Closing'), 'unreachable'],
  [error('EENVELOPE', 503, '503 Sequence'), 'unreachable'],
  [error('EAUTH', 535, '535 Wrong password'), 'unreachable'],
  [error('ESOCKET'), 'unreachable'],
  [error('ETIMEDOUT'), 'unreachable'],
  [new Error('something else'), 'unreachable'],
  [null, 'unreachable'],
])('%s is %s', (failure, kind) => {
  expect(mailFailure(failure).kind).toBe(kind);
});

test('what a server says of the sender is not about the mail, and what it took in silence counts as tried', () => {
  const ofTheSender = Object.assign(error('EENVELOPE', 550, '550 sender not allowed'), { command: 'MAIL FROM' });
  expect(mailFailure(ofTheSender).kind).toBe('unreachable');
  expect(mailFailure(error('EENVELOPE', 530, '530 Authentication required')).kind).toBe('unreachable');
  const timeout = (timeoutType: string) => Object.assign(error('ETIMEDOUT'), { timeoutType });
  expect(mailFailure(timeout('SOCKET_TIMEOUT')).kind).toBe('later');
  expect(mailFailure(timeout('GREETING_TIMEOUT')).kind).toBe('unreachable');
});

test('the reason names no address', () => {
  const refused = error('EENVELOPE', 550, '550 5.1.1 <ada@example.org>: Recipient address rejected, ada@example.org');
  expect(mailFailure(refused).reason).toBe('550 5.1.1 <…>: Recipient address rejected, <…>');
});

test('the reason is one line, and no longer than its column', () => {
  expect(mailFailure(error('EENVELOPE', 550, '550-No\r\n550 such\u2028user')).reason).toBe('550-No 550 such user');
  expect(mailFailure(error('EENVELOPE', 550, 'x'.repeat(5_000))).reason).toHaveLength(300);
});
