import type { StreamFrame } from '@concord/contracts';
import { eventually } from '@concord/testkit';
import { WebSocket } from 'ws';
import type { z } from 'zod';

export type Frame = z.input<typeof StreamFrame>;

/** A client of the stream: collects frames until closed. */
export interface Listener {
  readonly frames: Frame[];
  /** The close code; null while open. */
  code(): number | null;
  /** Waits for the first frame that fits. */
  wait(fits: (frame: Frame) => boolean): Promise<Frame>;
  close(): void;
}

/** Opens a WebSocket; resolves with the first frame, rejects with the HTTP status when refused. */
export const listen = async (
  baseUrl: string,
  query: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<Listener> => {
  const url = `${baseUrl.replace('http', 'ws')}/v1/stream?${new URLSearchParams(query).toString()}`;
  const socket = new WebSocket(url, { headers });
  const frames: Frame[] = [];
  let code: number | null = null;
  socket.on('message', (data: Buffer) => frames.push(JSON.parse(data.toString()) as Frame));
  socket.on('close', (status) => (code = status));
  await new Promise<void>((resolve, reject) => {
    socket.once('message', () => {
      resolve();
    });
    socket.once('unexpected-response', (_, response) => {
      reject(new Error(`refused with ${response.statusCode ?? 0}`));
    });
    socket.on('error', reject);
  });
  return {
    frames,
    code: () => code,
    wait: (fits) => eventually(() => frames.find(fits) ?? null),
    close: () => {
      socket.terminate();
    },
  };
};
