import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Community, Size } from '../community/community.ts';

/** Reads the sample community in a thread of its own: it takes some seconds of one core, in which servers can start and lines move. */
export const loadCommunity = async (size: Size | 'all'): Promise<Community> => {
  const worker = new Worker(new URL('main.ts', import.meta.url), { workerData: size });
  const [community] = (await once(worker, 'message')) as [Community];
  return community;
};
