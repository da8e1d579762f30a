import type { contract } from '@concord/contracts';
import type { z } from 'zod';
import type { Deletion, Part } from '../domain/deletion.ts';

type DeletionBody = z.output<(typeof contract.auth.getDeletion)['replies'][200]>;

const partView = ({ service, finishedAt, counts }: Part): DeletionBody['services'][number] => ({
  service,
  state: finishedAt === null ? 'waiting' : 'done',
  finishedAt,
  erased: Object.entries(counts ?? {}).map(([kind, count]) => ({ kind, count })),
});

/** A deletion as the API shows it: nothing tells whose. */
export const deletionView = ({ id, startedAt, finishedAt, parts }: Deletion): DeletionBody => ({
  ...{ id, state: finishedAt === null ? 'running' : 'complete', startedAt, finishedAt },
  services: parts.map(partView),
});
