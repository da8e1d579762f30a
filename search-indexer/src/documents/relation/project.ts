import { state } from '@concord/contracts';
import { document } from '../../document.ts';
import { mapping } from './mapping.ts';

/** Row by row as it is: a search process loads a viewer's rows once and keeps them current from the stream. */
export const relation = document({
  stream: state.user.relations,
  index: 'relations',
  generation: 1,
  mapping,
  project: ({ follows, friend, blocks, blocked_by, mutes }) => ({ follows, friend, blocks, blocked_by, mutes }),
});
