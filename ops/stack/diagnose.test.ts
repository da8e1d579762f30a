import { expect, test } from '@jest/globals';
import { diagnose, knownFailure } from './diagnose.ts';
import type { Stack } from './stack.ts';
import { ended, newPart } from './supervisor/state.ts';

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
    'MySQL refuses the password of concord_post.',
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

const stackWithoutLogs = { places: { log: '/nowhere' } } as Stack;
const at = (second: number) => new Date(Date.UTC(2026, 0, 1, 12, 0, second));
const endedAt = (seconds: readonly number[], reason: string) =>
  seconds.reduce((part, second, n) => ended(part, reason, n + 1, 200, at(second)), newPart(at(0)));

test('a part that ended once may still come up; one that ended three times does not', () => {
  const since = { at: at(0).getTime(), logSize: 0 };
  expect(diagnose('kafka', endedAt([1], 'ended with exit code 1'), stackWithoutLogs, since)).toBeUndefined();
  const failure = diagnose('kafka', endedAt([1, 2, 3], 'ended with exit code 1'), stackWithoutLogs, since);
  expect(failure?.message).toMatch(/^Kafka \S+ did not come up: it ended 3 times \(ended with exit code 1, /);
  expect(failure?.remedy).toBe('Its last lines: ./concord logs kafka --tail 20');
});

test('ends before this command do not count', () => {
  const since = { at: at(10).getTime(), logSize: 0 };
  expect(diagnose('kafka', endedAt([1, 2, 3], 'ended with exit code 1'), stackWithoutLogs, since)).toBeUndefined();
});

test('lack of memory is told at once, with what to do', () => {
  const part = endedAt([1], 'killed by the system for lack of memory (exit 137)');
  const failure = diagnose('elasticsearch', part, stackWithoutLogs, { at: 0, logSize: 0 });
  expect(failure?.message).toMatch(/^Elasticsearch 8\.19 was killed by the system for lack of memory \(exit 137, /);
  expect(failure?.remedy).toContain('./concord up --small');
});
