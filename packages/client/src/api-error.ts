import type { ErrorCode, ProblemDocument } from '@concord/contracts';

/** An answer that is a failure. `code` is permanent; `unknown` when the answer did not come from Concord. */
export class ApiError extends Error {
  readonly operation: string;
  readonly status: number;
  readonly code: ErrorCode | 'unknown';
  readonly detail: string | undefined;
  readonly problem: ProblemDocument | null;
  /** Seconds to wait before the same request may succeed, where the answer says so. */
  readonly retryAfter: number | null;

  constructor(operation: string, status: number, headers: Headers, body: unknown) {
    const problem = isProblem(body) ? body : null;
    super(`${operation}: ${String(status)} ${problem?.code ?? 'unknown'}: ${sentence(problem)}`);
    this.name = 'ApiError';
    this.operation = operation;
    this.status = status;
    this.code = (problem?.code as ErrorCode | undefined) ?? 'unknown';
    this.detail = problem?.detail;
    this.problem = problem;
    this.retryAfter = seconds(headers.get('retry-after'));
  }
}

/** There was no answer: the server was not reached, or not in time. Whether the request took effect is not known. */
export class NoAnswerError extends Error {
  readonly operation: string;
  /** Give it to the same call again: should the first have taken effect, it gets the answer of that. Null where the operation takes none. */
  readonly idempotencyKey: string | null;

  constructor(operation: string, url: string, cause: unknown, idempotencyKey: string | null = null) {
    super(`${operation}: no answer from ${new URL(url).origin}: ${reason(cause)}`, { cause });
    this.name = 'NoAnswerError';
    this.operation = operation;
    this.idempotencyKey = idempotencyKey;
  }
}

const isProblem = (body: unknown): body is ProblemDocument =>
  typeof body === 'object' && body !== null && 'code' in body && typeof body.code === 'string' && 'title' in body;

const sentence = (problem: ProblemDocument | null): string => {
  if (problem === null) return 'not an answer of Concord';
  const places = (problem.errors ?? []).map(({ pointer, detail }) => `${pointer} ${detail}`);
  return [problem.detail ?? problem.title, ...places].join('; ');
};

const seconds = (header: string | null): number | null =>
  header !== null && /^[0-9]{1,9}$/.test(header) ? Number(header) : null;

const reason = (cause: unknown): string => {
  const inner = cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause;
  return inner instanceof Error ? inner.message || inner.name : String(inner);
};

/** For the `catch` of a read: that there is no such thing is an answer too. Everything else is thrown again. */
export const nullIfAbsent = (error: unknown): null => {
  if (error instanceof ApiError && error.code === 'not_found') return null;
  throw error;
};
