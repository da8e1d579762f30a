import { ApiError } from '@concord/client';
import { Problem, type ErrorSpec } from '@concord/contracts';
import { expect } from '@jest/globals';

declare module 'expect' {
  // eslint-disable-next-line @typescript-eslint/no-unused-vars -- merged declarations must name the same parameters
  interface Matchers<R extends void | Promise<void>, T = unknown> {
    /**
     * The promise rejects, or the function throws, with this failure of the catalogue: over HTTP or inside a service.
     * `at` is a JSON Pointer that the failure must point at. Await it: `await expect(api.getMe()).toFail(errors.unauthenticated)`.
     */
    toFail(spec: ErrorSpec, at?: string): Promise<R>;
  }
}

interface Failure {
  readonly code: string;
  readonly pointers: readonly string[];
}

const outcome = async (received: unknown): Promise<{ value: unknown } | { error: unknown }> => {
  try {
    return { value: await (typeof received === 'function' ? (received as () => unknown)() : received) };
  } catch (error) {
    return { error };
  }
};

const failureOf = (error: unknown): Failure | null => {
  if (error instanceof ApiError) {
    return { code: error.code, pointers: (error.problem?.errors ?? []).map(({ pointer }) => pointer) };
  }
  if (!(error instanceof Problem)) return null;
  return { code: error.spec.code, pointers: (error.options.errors ?? []).map(({ pointer }) => pointer) };
};

expect.extend({
  async toFail(received: unknown, spec: ErrorSpec, at?: string) {
    const result = await outcome(received);
    if (!('error' in result)) return verdict(false, `to fail with ${spec.code}, but it answered`, result.value);
    const failure = failureOf(result.error);
    if (failure === null) throw result.error;
    if (failure.code !== spec.code)
      return verdict(false, `to fail with ${spec.code}, but it failed otherwise`, result.error);
    const points = at === undefined || failure.pointers.includes(at);
    return verdict(points, points ? `not to fail with ${spec.code}` : `to point at ${at}`, failure.pointers);
  },
});

const verdict = (pass: boolean, expected: string, got: unknown) => ({
  pass,
  message: () => `expected it ${expected}: ${got instanceof Error ? got.message : JSON.stringify(got)}`,
});
