import { expect, test } from '@jest/globals';
import { internalHeader as platformHeader } from '@concord/platform';
import { internalHeader, judged } from './freshness.ts';

test('the internal credential goes in the platform’s own header', () => {
  expect(internalHeader).toBe(platformHeader);
});

test('search is fresh while canaries are found', () => {
  expect(judged({ fresh: true, p50Ms: 40, p99Ms: 90, lastCanaryMs: 2_000 })).toEqual({
    fresh: true,
    p50Ms: 40,
    p99Ms: 90,
    lastCanaryMs: 2_000,
  });
});

test('search is stale when the last canary is older than 15 s, whatever the platform says', () => {
  expect(judged({ fresh: true, lastCanaryMs: 15_001 })).toMatchObject({
    fresh: false,
    reason: 'the last canary is 15 s old',
  });
});

test('search is stale before the first canary', () => {
  expect(judged({ fresh: true })).toMatchObject({ fresh: false, reason: 'no canary has been found by search yet' });
});
