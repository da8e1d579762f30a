import { isUnderWay, type Export } from '../domain/export.ts';

const stateOf = (made: Export): 'being_made' | 'ready' | 'failed' => {
  if (isUnderWay(made)) return 'being_made';
  return made.failedAt === null ? 'ready' : 'failed';
};

export const exportView = (made: Export) => ({
  id: made.id,
  state: stateOf(made),
  requestedAt: made.requestedAt,
  finishedAt: made.finishedAt,
  expiresAt: made.expiresAt,
});
