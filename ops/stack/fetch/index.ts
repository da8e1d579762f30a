import { chmodSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { lock } from '../lock.ts';
import type { Places } from '../places.ts';
import { run } from '../run.ts';
import type { ServerName } from '../servers/server.ts';
import { mysql, redis } from './debs.ts';
import { elasticsearch } from './elasticsearch.ts';
import { kafka } from './kafka.ts';
import { folderBytes } from './progress.ts';
import type { FetchPart } from './part.ts';

/** Everything the local stack fetches. */
export const fetchParts: readonly FetchPart[] = [mysql, redis, kafka, elasticsearch];

/** What must still be fetched to run these servers. */
export const missingParts = (places: Places, names: readonly ServerName[]): FetchPart[] =>
  fetchParts.filter((part) => !isFetched(part, places) && part.servers.some((server) => names.includes(server)));

export const isFetched = (part: FetchPart, places: Places): boolean => existsSync(join(places.cache, part.folder));

export type FetchReport = {
  progress: (bytes: number) => void;
  warn: (text: string) => void;
  waiting: (pid: number) => void;
};

/**
 * Brings one part into the cache. It is made in a folder of another name and renamed when complete, under a lock that all
 * checkouts of this user share: an interruption leaves nothing half-made, and two checkouts fetch once.
 */
export const fetchPart = async (
  part: FetchPart,
  places: Places,
  report: FetchReport,
  signal?: AbortSignal,
): Promise<void> => {
  mkdirSync(places.cache, { recursive: true });
  const release = await lock(join(places.cache, part.folder), report.waiting, signal);
  const work = join(places.cache, `.fetching-${part.folder}`);
  const timer = setInterval(() => {
    report.progress(folderBytes(join(work, 'scratch')));
  }, 500);
  try {
    if (isFetched(part, places)) return;
    rmSync(work, { recursive: true, force: true });
    const context = { places, into: join(work, 'into'), scratch: join(work, 'scratch'), warn: report.warn, signal };
    for (const folder of [context.into, context.scratch]) mkdirSync(folder, { recursive: true });
    await part.fetch(context);
    await run('chmod', ['-R', 'a+rX', context.into]);
    renameSync(context.into, join(places.cache, part.folder));
  } finally {
    clearInterval(timer);
    rmSync(work, { recursive: true, force: true });
    release();
  }
};

/** Removes what an earlier version or a killed fetch left in the cache; returns the names. */
export const removeLeftovers = (places: Places): string[] => {
  if (!existsSync(places.cache)) return [];
  const leftovers = readdirSync(places.cache).filter((name) => name.startsWith('.fetching-'));
  for (const name of leftovers) rmSync(join(places.cache, name), { recursive: true, force: true });
  chmodSync(places.cache, 0o755);
  return leftovers;
};
