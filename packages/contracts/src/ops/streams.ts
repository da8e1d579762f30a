import { z } from 'zod';
import { column, stateStream } from '../kit/stream.ts';

export const opsCanary = stateStream({
  service: 'ops',
  table: 'canary',
  key: ['id'],
  summary: 'One row per partition, written every second: its age at each stage is the health of the pipeline',
  columns: z.object({ id: column.id(), beat_at: column.time(), version: column.version() }),
});
