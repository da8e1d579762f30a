import { putPeople as copyPeople, type Person } from '@concord/community';
import type { Tx } from '@concord/platform';
import { requestRecounts } from './recounts.ts';

/** Puts people into the copy as its consumer does. */
export const putPeople = async (tx: Tx, people: readonly Person[]): Promise<void> =>
  requestRecounts(tx, await copyPeople(tx, people));
