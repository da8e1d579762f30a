import { connect } from 'node:net';

/** Connects to a port of this machine, sends a text and resolves with the first answer; undefined when there is none in time. */
export const ask = (port: number, send: string, timeoutMs = 1_000): Promise<string | undefined> =>
  new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port });
    const finish = (answer: string | undefined) => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(timeoutMs, () => {
      finish(undefined);
    });
    socket.on('connect', () => {
      if (send !== '') socket.write(send);
    });
    socket.on('data', (chunk) => {
      finish(chunk.toString('latin1'));
    });
    socket.on('error', () => {
      finish(undefined);
    });
    socket.on('close', () => {
      finish(undefined);
    });
  });

/** Does anything accept connections on this port. */
export const accepts = (port: number, timeoutMs = 1_000): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port });
    const finish = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(timeoutMs, () => {
      finish(false);
    });
    socket.on('connect', () => {
      finish(true);
    });
    socket.on('error', () => {
      finish(false);
    });
  });

export type HttpAnswer = { status: number; body: unknown };

/** One GET with a deadline; undefined when nothing answers. */
export const get = async (
  url: string,
  headers: Record<string, string> = {},
  timeoutMs = 2_000,
): Promise<HttpAnswer | undefined> => {
  try {
    const response = await fetch(url, { headers, signal: AbortSignal.timeout(timeoutMs) });
    const text = await response.text();
    return { status: response.status, body: json(text) };
  } catch {
    return undefined;
  }
};

/** The header that logs in by user and password. */
export const basicAuth = (user: string, password: string): Record<string, string> => ({
  authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`,
});

const json = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};
