import { histogram } from '../telemetry/metrics.ts';
import type { Logger } from '../telemetry/log.ts';
import { continueTrace, traceIdOf, withTrace } from '../telemetry/trace.ts';
import type { Context, Next } from './state.ts';

const duration = histogram({
  name: 'concord_http_request_seconds',
  help: 'Time to answer a request, by operation and status',
  labelNames: ['operation', 'status'],
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
});

/**
 * Gives each request its trace and id, measures it and writes one log line. No query string, no body, no header; of a request
 * that an operation answers no path either: ids of people stand in it, and tokens of mails.
 */
export const observed =
  (log: Logger) =>
  async (context: Context, next: Next): Promise<void> => {
    const started = performance.now();
    const traceparent = continueTrace(context.get('traceparent') || undefined);
    const requestId = traceIdOf(traceparent);
    Object.assign(context.state, { traceparent, requestId, operation: '' });
    context.set('X-Request-Id', requestId);
    await withTrace({ traceparent }, next);
    const milliseconds = performance.now() - started;
    const { operation, identity } = context.state;
    duration.observe({ operation: operation || 'none', status: String(context.status) }, milliseconds / 1_000);
    log.info(
      {
        method: context.method,
        ...(operation === '' ? { path: context.path } : { operation }),
        status: context.status,
        ms: Math.round(milliseconds),
        traceId: requestId,
        account: identity?.actor?.id,
      },
      'request',
    );
  };
