import { expect, test } from '@jest/globals';
import { knownFailure } from './diagnose.ts';
import type { Stack } from './stack.ts';

const stack = {} as Stack;

test.each([
  ['mysql', 'Do you already have another mysqld server running on port: 13306 ?', 'MySQL found port 13306 taken.'],
  [
    'redis',
    'Could not create server TCP listening socket 127.0.0.1:16379: bind: Address already in use',
    'Redis found port 16379 taken.',
  ],
  [
    'kafka',
    'org.apache.kafka.common.KafkaException: Socket server failed to bind to 127.0.0.1:19092: Address already in use.',
    'Kafka found port 19092 taken.',
  ],
  [
    'elasticsearch',
    'BindHttpException: Failed to bind to 127.0.0.1:19200',
    'Elasticsearch found 127.0.0.1:19200 taken.',
  ],
  ['concord', 'Error: listen EADDRINUSE: address already in use 127.0.0.1:8080', 'Concord found port 8080 taken.'],
  [
    'concord',
    "Access denied for user 'concord_post'@'localhost' (using password: YES)",
    'MySQL refused the password of concord_post.',
  ],
] as const)('%s: "%s" becomes a sentence with a way out', (name, line, cause) => {
  const failure = knownFailure(name, `2026-01-01 something before\n${line}\n`, stack);
  expect(failure?.message).toBe(cause);
  expect(failure?.remedy).toContain('./concord');
});

test('an ordinary log says nothing', () => {
  const options = 'JVM arguments [-XX:+HeapDumpOnOutOfMemoryError, -XX:+ExitOnOutOfMemoryError]';
  expect(knownFailure('elasticsearch', options, stack)).toBeUndefined();
  expect(knownFailure('mysql', 'ready for connections. port: 13306', stack)).toBeUndefined();
  expect(knownFailure('connect', 'jvm.args = -XX:+ExitOnOutOfMemoryError, -Xms256m', stack)).toBeUndefined();
});
