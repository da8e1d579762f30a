import { connect, createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { fingerprint } from './places.ts';

/** A name in the kernel's abstract socket space: it vanishes with its holder, so no lock is ever stale. */
const address = (path: string) => `\0concord-${process.getuid?.() ?? 0}-${fingerprint(path)}`;

/**
 * Holds the machine-wide lock of this path until the returned function is called or the process ends.
 * While another process holds it, `waiting` is told that process's id once, and the lock is tried again five times a second.
 */
export const lock = async (path: string, waiting: (pid: number) => void, signal?: AbortSignal): Promise<() => void> => {
  for (let told = false; ; told = true) {
    const release = await tryLock(path);
    if (release !== undefined) return release;
    if (!told) waiting(await holder(path));
    await pause(200, undefined, signal === undefined ? {} : { signal });
  }
};

/** Takes the lock if it is free; undefined when somebody holds it. */
export const tryLock = (path: string): Promise<(() => void) | undefined> =>
  new Promise((resolve, reject) => {
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.end(String(process.pid));
    });
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(undefined);
      else reject(error);
    });
    server.listen(address(path), () => {
      server.unref();
      resolve(() => server.close());
    });
  });

/** The id of the process that holds the lock; 0 when it has just let go. */
export const holder = (path: string): Promise<number> =>
  new Promise((resolve) => {
    const socket = connect(address(path));
    let text = '';
    socket.on('data', (chunk) => (text += chunk.toString()));
    socket.on('error', () => {
      resolve(0);
    });
    socket.on('close', () => {
      resolve(Number(text) || 0);
    });
  });
