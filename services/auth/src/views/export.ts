import type { Export } from '../domain/export.ts';

export const exportView = ({ id, requestedAt, finishedAt, expiresAt }: Export) => ({
  id,
  state: finishedAt === null ? ('being_made' as const) : ('ready' as const),
  requestedAt,
  finishedAt,
  expiresAt,
});
