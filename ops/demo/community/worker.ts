import { parentPort, workerData } from 'node:worker_threads';
import { community, type Size } from './community.ts';

// The thread of `load.ts`.

parentPort?.postMessage(await community(workerData as Size | 'all'));
