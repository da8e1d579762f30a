import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';

export const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
};

type Env = Readonly<Record<string, string | undefined>>;

/** Runs targets of the platform in a process of their own, beside those that the supervisor runs. */
export const serveTargets = (checkout: string, targets: string, env: Env): ChildProcess =>
  spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', join(checkout, 'ops/cli/main.ts'), 'serve', '--target', targets],
    { cwd: checkout, env: { ...process.env, ...env }, stdio: 'ignore' },
  );

/** Ends a process and waits until it is gone. */
export const endProcess = async (child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
};
