import { state } from '@concord/contracts';
import { document } from '../../document.ts';
import { mapping } from './mapping.ts';

/** The canary goes the whole way, into an index of its own, where the search service looks for it. */
export const canary = document({
  stream: state.ops.canary,
  index: 'canary',
  generation: 1,
  mapping,
  marksProgress: true,
  project: ({ beat_at }) => ({ beat_at }),
});
