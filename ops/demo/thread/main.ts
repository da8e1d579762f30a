import { parentPort, workerData } from 'node:worker_threads';
import { community, type Size } from '../community/community.ts';

// The thread of `load-community.ts`.

parentPort?.postMessage(await community(workerData as Size | 'all'));
