import { expect, test } from '@jest/globals';
import { rootCause } from './root-cause.ts';

const trace = `org.apache.kafka.connect.errors.ConnectException: An exception occurred. This connector will be stopped.
\tat io.debezium.pipeline.ErrorHandler.setProducerThrowable(ErrorHandler.java:67)
Caused by: io.debezium.DebeziumException: Error processing binlog event
\t... 8 more
Caused by: io.debezium.text.ParsingException: DDL statement couldn't be parsed: 'CREATE INDEX a'
mismatched input ')' expecting NULL
\tat io.debezium.antlr.ParsingErrorListener.syntaxError(ParsingErrorListener.java:44)
Caused by: org.antlr.v4.runtime.InputMismatchException
\t... 1 more`;

test('it is what the innermost exception with a message says', () => {
  expect(rootCause(trace)).toBe("DDL statement couldn't be parsed: 'CREATE INDEX a'");
});

test('without causes it is the first line', () => {
  expect(rootCause('java.lang.IllegalStateException: no\n\tat somewhere')).toBe('java.lang.IllegalStateException: no');
});
