import { expect, test } from '@jest/globals';
import { Failure } from '../stack/failure.ts';
import { failureText, table, usageText } from './screens.ts';

test('a failure shows its cause and, under it, the way out', () => {
  const failure = new Failure({
    cause: 'Port 19200 is taken by java (pid 4411, user deb).',
    remedy: 'Use another: ./concord up --port elasticsearch=19201',
  });
  expect(failureText(failure)).toBe(
    '✖ Port 19200 is taken by java (pid 4411, user deb).\n  Use another: ./concord up --port elasticsearch=19201',
  );
});

test('a mistyped command is answered with the likely one', () => {
  const message = "error: unknown command 'pipline'\n(Did you mean pipeline?)";
  expect(usageText({ code: 'commander.unknownCommand', message })).toBe(
    '✖ unknown command "pipline". Did you mean: concord pipeline',
  );
});

test('any other mistake of use names it and where the help is', () => {
  expect(usageText({ code: 'commander.unknownOption', message: "error: unknown option '--smal'" })).toBe(
    '✖ unknown option "--smal".  Help: the same command with --help',
  );
});

test('a table has aligned columns and no trailing blanks', () => {
  expect(
    table(
      ['PART', 'STATE'],
      [
        ['mysql', 'up'],
        ['elasticsearch', ''],
      ],
    ),
  ).toBe('  PART           STATE\n  mysql          up\n  elasticsearch');
});
