import { headerNames, type Operation } from '@concord/contracts';
import type { CallOptions } from './api.ts';
import type { Send } from './transport.ts';

/** As many as a request may wait for, and about as long as any copy may lag. */
const most = 5;
const keptMs = 10_000;

interface Written {
  readonly receipt: string;
  readonly until: number;
}

/** Reads wait for the writes that were made through this: it remembers their receipts and sends them along. */
export const withOwnWrites = (send: Send, now: () => number = Date.now): Send => {
  let written: readonly Written[] = [];

  const remember = (header: string | null) => {
    if (header === null) return;
    const until = now() + keptMs;
    const more = header.split(',').map((receipt) => ({ receipt: receipt.trim(), until }));
    written = [...written, ...more].slice(-most);
  };
  const waiting = (operation: Operation, options: CallOptions): CallOptions => {
    written = written.filter(({ until }) => until > now());
    if (operation.waits !== true || written.length === 0) return options;
    const receipts = written.map(({ receipt }) => receipt).join(', ');
    return { ...options, headers: { [headerNames.wait]: receipts, ...options.headers } };
  };

  return async (service, operation, input, options) => {
    const reply = await send(service, operation, input, waiting(operation, options));
    remember(reply.headers.get(headerNames.version));
    return reply;
  };
};
