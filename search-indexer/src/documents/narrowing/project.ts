import { state } from '@concord/contracts';
import { document } from '../../document.ts';
import { mapping } from './mapping.ts';

/** Authors whom searches leave out until their posts have been rewritten. */
export const narrowing = document({
  stream: state.post.narrowings,
  index: 'narrowings',
  generation: 1,
  mapping,
  project: ({ active }) => ({ active }),
});
