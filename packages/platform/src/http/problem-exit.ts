import { errors, Problem, problemType } from '@concord/contracts';
import { codeOf, firstCause } from '../telemetry/code-of.ts';
import type { Logger } from '../telemetry/log.ts';
import { traceIdOf } from '../telemetry/trace.ts';
import type { Context, Next } from './state.ts';

const answerProblem = (context: Context, { spec, detail, options }: Problem): void => {
  context.status = spec.status;
  context.body = JSON.stringify({
    type: problemType(spec.code),
    title: spec.title,
    status: spec.status,
    ...(detail !== undefined && { detail }),
    instance: context.path,
    code: spec.code,
    ...(options.errors && { errors: options.errors }),
    traceId: traceIdOf(context.state.traceparent),
  });
  context.type = 'application/problem+json';
  if (options.headers) context.set(options.headers);
  if (spec.status === 401) context.set('WWW-Authenticate', 'Bearer');
  if (options.retryAfter !== undefined) context.set('Retry-After', String(Math.max(1, Math.ceil(options.retryAfter))));
  else if (spec.status === 503) context.set('Retry-After', '1');
};

/**
 * The one exit for failures: a Problem as it is, anything else as a bare 500. What is the platform's own fault stands in the log with its
 * traceId: the whole error where nobody foresaw it, else the code of what caused it.
 */
export const problemExit =
  (log: Logger) =>
  async (context: Context, next: Next): Promise<void> => {
    try {
      await next();
    } catch (error) {
      const about = { traceId: traceIdOf(context.state.traceparent), operation: context.state.operation };
      if (!(error instanceof Problem)) log.error({ err: error, ...about }, 'unexpected');
      else if (error.cause !== undefined && error.spec.status >= 500)
        log.warn({ code: error.spec.code, reason: codeOf(firstCause(error)), ...about }, 'answered with a failure');
      answerProblem(context, error instanceof Problem ? error : errors.internal());
    }
  };
