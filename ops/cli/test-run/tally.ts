export type Tally = { passed: number; failed: number };

type JestResult = { numPassedTests: number; numFailedTests: number; numRuntimeErrorTestSuites: number };

/** Counts of a jest result file; a file that could not run at all counts as one failure. */
export const jestTally = ({ numPassedTests, numFailedTests, numRuntimeErrorTestSuites }: JestResult): Tally => ({
  passed: numPassedTests,
  failed: numFailedTests + numRuntimeErrorTestSuites,
});

export const sum = (tallies: readonly Tally[]): Tally => ({
  passed: tallies.reduce((all, { passed }) => all + passed, 0),
  failed: tallies.reduce((all, { failed }) => all + failed, 0),
});

/** The last line of a run. */
export const summary = ({ passed, failed }: Tally): string => `${passed} passed, ${failed} failed`;
