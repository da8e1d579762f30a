import { expect, test } from '@jest/globals';
import { jestTally, sum, summary } from './tally.ts';

test('a test file that could not run counts as a failure', () => {
  expect(jestTally({ numPassedTests: 3, numFailedTests: 1, numRuntimeErrorTestSuites: 2 })).toEqual({
    passed: 3,
    failed: 3,
  });
});

test('the last line sums all stages', () => {
  expect(
    summary(
      sum([
        { passed: 1, failed: 0 },
        { passed: 40, failed: 2 },
      ]),
    ),
  ).toBe('41 passed, 2 failed');
});
