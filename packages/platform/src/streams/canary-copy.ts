import { state } from '@concord/contracts';
import type { Consumer } from './consumer.ts';
import { localCopy } from './local-copy.ts';

/** The canary: its newest beat in this table tells how far this database has followed the streams. */
export const canaryCopy: Consumer = localCopy(state.ops.canary, {
  table: 'canary_copy',
  key: 'id',
  columns: ['beat_at'],
});
