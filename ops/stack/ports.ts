import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { allProcesses } from './processes.ts';

export type Holder = { pid: number | undefined; user: number };

type Listener = { port: number; user: number; inode: string };

/** Who listens on a port of this machine; undefined when it is free. The process is unknown when it belongs to another user and we are not root. */
export const portHolder = (port: number): Holder | undefined => {
  const listener = ['/proc/net/tcp', '/proc/net/tcp6']
    .flatMap((file) => parseListeners(text(file)))
    .find((entry) => entry.port === port);
  return listener === undefined ? undefined : { pid: socketOwner(listener.inode), user: listener.user };
};

/** The listening sockets of a /proc/net/tcp table (state 0A; proc(5)). */
export const parseListeners = (table: string): Listener[] =>
  table.split('\n').flatMap((line) => {
    const fields = line.trim().split(/\s+/);
    const port = /:([0-9A-F]{4})$/.exec(fields[1] ?? '')?.[1];
    return port === undefined || fields[3] !== '0A'
      ? []
      : [{ port: Number.parseInt(port, 16), user: Number(fields[7]), inode: fields[9] ?? '' }];
  });

const socketOwner = (inode: string): number | undefined =>
  allProcesses().find((pid) => openFiles(pid).includes(`socket:[${inode}]`));

const openFiles = (pid: number): string[] => {
  try {
    return readdirSync(`/proc/${pid}/fd`).flatMap((name) => link(`/proc/${pid}/fd/${name}`));
  } catch {
    return [];
  }
};

const link = (path: string): string[] => {
  try {
    return [readlinkSync(path)];
  } catch {
    return [];
  }
};

const text = (file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
};
