import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';

/** What is known about the work being done right now; follows every await. */
export interface TraceContext {
  /** W3C Trace Context, `00-<32 hex>-<16 hex>-<2 hex>`. */
  readonly traceparent: string;
}

const storage = new AsyncLocalStorage<TraceContext>();
const wellFormed = /^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;

/** The caller's trace with a span of our own, or a new trace where the header is absent or malformed (W3C section 3.2). */
export const continueTrace = (header: string | undefined): string => {
  const span = randomBytes(8).toString('hex');
  if (header === undefined || !wellFormed.test(header)) return `00-${randomBytes(16).toString('hex')}-${span}-01`;
  return `00-${header.slice(3, 35)}-${span}-${header.slice(53, 55)}`;
};

/** The 32 hex digits that name the whole trace: `traceId` of problems and logs. */
export const traceIdOf = (traceparent: string): string => traceparent.slice(3, 35);

export const withTrace = <T>(context: TraceContext, work: () => T): T => storage.run(context, work);
export const currentTrace = (): TraceContext | undefined => storage.getStore();
