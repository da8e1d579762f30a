import type { ParameterizedContext } from 'koa';
import type { Identity } from './identity.ts';

/** What our middlewares keep about a request. */
export interface RequestState {
  requestId: string;
  traceparent: string;
  identity: Identity;
  /** The operation that answers, for the log and the metrics; empty until routed. */
  operation: string;
}
export type Context = ParameterizedContext<RequestState>;
export type Next = () => Promise<unknown>;
