import type { Api } from '@concord/client';
import type { StreamFrame } from '@concord/contracts';
import { eventually } from '@concord/testkit';
import type { z } from 'zod';
import { setting } from './platform.ts';

type Frame = z.input<typeof StreamFrame>;
type Told = Extract<Frame, { type: 'notification' }>;

/** A client of the stream that comes back whenever its connection ends, after the last position that it has. */
export interface Listener {
  /** What it was told, in the order of arrival. */
  notifications(): readonly Told[];
  frames(): readonly Frame[];
  /** How often it connected. */
  connections(): number;
  stop(): void;
}

const address = () => `ws://127.0.0.1:${setting('CONCORD_PORT')}/v1/stream`;

export const listener = (api: Api): Listener => {
  const frames: Frame[] = [];
  let position: number | null = null;
  let connections = 0;
  let stopped = false;
  let socket: WebSocket | undefined;

  const connect = async (): Promise<void> => {
    const { ticket } = await eventually(() => api.createStreamTicket(), { timeoutMs: 120_000, everyMs: 250 });
    const query = new URLSearchParams({ ticket, ...(position !== null && { resume_after: String(position) }) });
    connections += 1;
    await new Promise<void>((resolve) => {
      socket = new WebSocket(`${address()}?${query.toString()}`);
      socket.onmessage = ({ data }) => {
        const frame = JSON.parse(String(data)) as Frame;
        position = frame.seq;
        frames.push(frame);
      };
      socket.onclose = () => {
        resolve();
      };
      socket.onerror = () => {
        resolve();
      };
    });
  };

  void (async () => {
    while (!stopped) await connect().catch(() => undefined);
  })();

  return {
    frames: () => frames,
    notifications: () => frames.filter((frame): frame is Told => frame.type === 'notification'),
    connections: () => connections,
    stop: () => {
      stopped = true;
      socket?.close();
    },
  };
};
