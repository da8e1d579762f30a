import type { Operation } from '@concord/contracts';
import type { RequestState } from '@concord/platform';

/** What the gateway knows about a request beyond what every service knows. */
export interface GatewayState extends RequestState {
  /** The operation that path and method name; null when there is none. */
  matched: Operation | null;
  /** Why who calls may not; thrown once they were counted. */
  refusal?: Error;
}
