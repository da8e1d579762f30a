import { createRequire } from 'node:module';

/** The part of kafkajs 2.2.4's request queue that is mended here. */
interface RequestQueue {
  readonly throttledUntil: number;
  readonly pending: readonly unknown[];
  scheduleCheckPendingRequests(): void;
}

const require = createRequire(import.meta.url);
const { prototype } = require('kafkajs/src/network/requestQueue') as { prototype: RequestQueue & { mended?: true } };
const schedule = prototype.scheduleCheckPendingRequests;

/**
 * Stops idle connections from waking every millisecond.
 *
 * kafkajs 2.2.4 looks at its queue again after `throttledUntil - now` ms also when nothing is queued and nothing throttled;
 * that is negative, so each look arms the next one at once (4–5 % of a core per consumer, and TimeoutNegativeWarning on
 * Node 24). A look is only needed where something waits: pushing and answering look by themselves.
 */
export const mendIdleTimer = (): void => {
  if (prototype.mended) return;
  prototype.mended = true;
  prototype.scheduleCheckPendingRequests = function (this: RequestQueue) {
    if (this.pending.length > 0 || this.throttledUntil > Date.now()) schedule.call(this);
  };
};
